/** What the client's types refuse and allow: compiles each of these programs. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const repository = join(import.meta.dirname, "../..");
const member = "/v1/organizations/{organizationId}/members/{userId}";
const members = "/v1/organizations/{organizationId}/members";
const inOrganization = `params: { path: { organizationId: "o" } }`;
const ada = `email: "ada@example.com", firstName: "Ada", lastName: "Byron"`;

const refused: Readonly<Record<string, string>> = {
  "an unknown path": `await muster.GET("/v1/people")`,
  "a method that the path does not have": `await muster.DELETE("/v1/organizations")`,
  "a missing path parameter": `await muster.GET("${member}", { ${inOrganization} })`,
  "no parameters at all": `await muster.GET("${member}")`,
  "a query parameter of the wrong type": `await muster.GET("/v1/organizations", { params: { query: { limit: "all" } } })`,
  "a body without a required field": `await muster.POST("${members}", { ${inOrganization}, body: { email: "ada@example.com" } })`,
  "a body with an invalid value": `await muster.POST("${members}", { ${inOrganization}, body: { ${ada}, userRole: "KING" } })`,
  "no body": `await muster.POST("${members}", { ${inOrganization} })`,
  "a field that the response does not have": `(await unwrap(muster.GET("/v1/users/me"))).password`,
  "data used before the error is checked": `(await muster.GET("/v1/users/me")).data.userId`,
  "iterating over a path that is not a list": `items(muster, "/v1/users/me")`,
  "iterating over a list without its path parameter": `items(muster, "${members}")`,
  "a field that the items do not have": `for await (const each of items(muster, "${members}", { ${inOrganization} })) each.shoeSize`,
};

const allowed: Readonly<Record<string, string>> = {
  "an invitation": `const { userId }: Schemas["Member"] = await unwrap(muster.POST("${members}", { ${inOrganization}, body: { ${ada}, userRole: "ADMIN" } })); userId.length`,
  "a list without parameters": `for await (const { name } of items(muster, "/v1/organizations")) name.length`,
  "a list with a filter": `for await (const { userId } of items(muster, "${members}", { params: { path: { organizationId: "o" }, query: { status: ["ACTIVE"], limit: 500 } } })) userId.length`,
  "a body without a field that has a default": `await muster.POST("/v1/sign-in/verify", { body: { email: "ada@example.com", code: "12345678" } })`,
  "the caller's own idempotency key": `await muster.POST("/v1/organizations", { params: { header: { "Idempotency-Key": "k" } }, body: { name: "Works" } })`,
  "data used after the error is excluded": `const { data, error } = await muster.GET("/v1/users/me"); if (error) error.code.length; else data.userId.length`,
};

let folder: string;
let compilerOutput: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-types-"));
  const client = join(repository, "clients/typescript/src/index.ts");
  const preamble = `import { createMusterClient, items, type Schemas, unwrap } from ${JSON.stringify(client)};
const muster = createMusterClient({ baseUrl: "" });
`;
  const programs = Object.entries({ ...refused, ...allowed });
  await Promise.all(
    programs.map(([title, program]) => writeFile(join(folder, file(title)), preamble + program)),
  );
  // Like in a browser, no types of Node.js are available.
  const settings = {
    extends: join(repository, "clients/typescript/tsconfig.json"),
    compilerOptions: { noUnusedLocals: false },
    include: [folder],
  };
  await writeFile(join(folder, "package.json"), `{"type":"module"}`);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings));
  compilerOutput = await new Promise((resolve) => {
    const tsc = join(repository, "node_modules/typescript/bin/tsc");
    const values = [tsc, "--project", folder, "--pretty", "false"];
    execFile(process.execPath, values, { cwd: folder }, (_, stdout) => resolve(stdout));
  });
});

afterAll(() => rm(folder, { recursive: true }));

const file = (title: string): string => `${title.replaceAll(/\W+/g, "-")}.ts`;
const errorsOf = (title: string): string[] =>
  compilerOutput.split("\n").filter((line) => line.startsWith(`${file(title)}(`));

test.for(Object.keys(refused))("the types refuse %s", (title) => {
  // The error must be on the program's own line, which is line 3.
  expect(errorsOf(title).join("\n")).toMatch(/\(3,\d+\): error TS/);
});

test.for(Object.keys(allowed))("the types allow %s", (title) => {
  expect(errorsOf(title)).toEqual([]);
});
