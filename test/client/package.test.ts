/** The client as others install it: packed, elsewhere, with the options of common projects. */
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "vite";
import { installPacked, nodesInPath } from "../support/packages.ts";
import { repository } from "../support/process.ts";

const run = promisify(execFile);
const nodes = await nodesInPath();

/** The options of `npm create vite -- --template react-ts`, and of its version before TypeScript 7. */
const vite = {
  target: "es2023",
  lib: ["ES2023", "DOM"],
  module: "esnext",
  types: ["vite/client"],
  allowArbitraryExtensions: true,
  skipLibCheck: true,
  moduleResolution: "bundler",
  allowImportingTsExtensions: true,
  verbatimModuleSyntax: true,
  moduleDetection: "force",
  noEmit: true,
  jsx: "react-jsx",
  noUnusedLocals: true,
  noUnusedParameters: true,
  erasableSyntaxOnly: true,
  noFallthroughCasesInSwitch: true,
};
const viteBefore = {
  ...vite,
  target: "ES2022",
  lib: ["ES2022", "DOM", "DOM.Iterable"],
  useDefineForClassFields: true,
  strict: true,
  noUncheckedSideEffectImports: true,
};
/** Without `skipLibCheck`: the declarations themselves must hold. */
const node = { module: "nodenext", target: "es2022", strict: true, noEmit: true, types: ["node"] };

const projects = [
  { title: "a Vite app", modules: "node_modules", compilerOptions: vite, include: ["src"] },
  {
    title: "a Vite app with TypeScript 5.9",
    modules: "clients/typescript/node_modules",
    compilerOptions: viteBefore,
    include: ["src"],
  },
  {
    title: "a Node.js program",
    modules: "node_modules",
    compilerOptions: node,
    include: ["src/*README*"],
  },
];

const pages = ["README.md", "clients/typescript/README.md", "docs/front-end.md"];

const program = `
import { createMusterClient, follow, MusterProblem, unwrap } from "@muster/client";
const muster = createMusterClient({ baseUrl: process.argv[2], token: "t" });
const { name } = await unwrap(muster.GET("/v1/users/me"));
const positions = [];
for await (const { position } of follow(muster, { organizationId: "o" })) {
  if (positions.push(position) === 3) break;
}
const problem = await unwrap(muster.GET("/v1/session")).catch((error) => error);
console.log(name, positions.join(), problem instanceof MusterProblem, problem.code);
`;

let folder: string;
let server: Server;
let url: string;

beforeAll(async () => {
  folder = await installPacked("clients/typescript", [
    "openapi-fetch",
    "openapi-typescript-helpers",
  ]);
  await mkdir(join(folder, "src"));
  for (const page of pages) await writeSnippets(page);
  for (const name of ["vite", "@types"]) {
    await symlink(join(repository, "node_modules", name), join(folder, "node_modules", name));
  }
  await writeFile(join(folder, "program.js"), program);
  server = createServer(({ url: path = "", headers }, response) => {
    const [status, body] = answerTo(path);
    response.writeHead(headers.authorization === "Bearer t" ? status : 401, {
      "Content-Type": "application/json",
    });
    response.end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** A stand-in for the service. */
function answerTo(path: string): [number, object] {
  if (path === "/v1/users/me") return [200, { name: "Ada Byron" }];
  if (path === "/v1/session") return [403, { status: 403, code: "session-required" }];
  const [, after = "0"] = /after=(\d+)/.exec(path) ?? [];
  return [
    200,
    { count: 1, items: [{ position: Number(after) + 1 }], nextPosition: Number(after) + 1 },
  ];
}

/** Writes each snippet as a module of its own. */
async function writeSnippets(page: string): Promise<void> {
  const text = await readFile(join(repository, page), "utf8");
  const snippets = [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, snippet = ""]) => snippet);
  expect(snippets, page).not.toEqual([]);
  for (const [index, snippet] of snippets.entries()) {
    const name = `${page.replaceAll(/\W+/g, "-")}-${index + 1}.ts`;
    const given = "export declare const token: string, organizationId: string;\n";
    await writeFile(join(folder, "src", name), given + snippet);
  }
}

test.for(projects)(
  "every snippet compiles in $title",
  async ({ modules, compilerOptions, include }) => {
    const project = join(folder, "tsconfig.json");
    await writeFile(project, JSON.stringify({ compilerOptions, include }));
    const tsc = join(repository, modules, "typescript/bin/tsc");
    const { stdout } = await run(
      process.execPath,
      [tsc, "--pretty", "false", "--project", project],
      {
        cwd: folder,
      },
    ).catch((error) => error);
    expect(stdout).toBe("");
  },
);

describe("a program that calls the service", () => {
  const printed = "Ada Byron 1,2,3 true session-required\n";

  test.for(nodes)("runs in Node.js %s", async ([, path]) => {
    const { stdout } = await run(path, ["program.js", url], { cwd: folder });
    expect(stdout).toBe(printed);
  });

  test("runs when a bundler has put it into one file", async () => {
    const lib = { entry: join(folder, "program.js"), formats: ["es" as const] };
    const outDir = join(folder, "bundle");
    await build({ root: folder, configFile: false, logLevel: "error", build: { lib, outDir } });
    await rm(join(folder, "node_modules"), { recursive: true });
    const { stdout } = await run(process.execPath, ["bundle/elsewhere.js", url], { cwd: folder });
    expect(stdout).toBe(printed);
  });
});

test("the tarball holds what is built, its documents and nothing else", async () => {
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: join(repository, "clients/typescript"),
  });
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const others = files
    .map(({ path }) => path)
    .filter((path) => !/^dist\/\w+\.(js|d\.ts)$/.test(path));
  expect(others.toSorted()).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
});
