/** The page at /docs: the contract as HTML. It needs no program to be read, so it shows at once. */
import { STATUS_CODES } from "node:http";
import type { OpenAPIV3_1 as OpenApi } from "openapi-types";
import { problemTable } from "../kit/problem-table.ts";

type Document = OpenApi.Document;
type Schema = OpenApi.SchemaObject & {
  readonly $ref?: string;
  readonly "x-extensible-enum"?: readonly string[];
};
type Parameter = OpenApi.ParameterObject & { readonly schema?: Schema };
type Media = Omit<OpenApi.MediaTypeObject, "schema"> & { readonly schema?: Schema };
interface Operation extends Omit<OpenApi.OperationObject, "parameters" | "requestBody"> {
  readonly parameters?: Parameter[];
  readonly requestBody?: { readonly content: Record<string, Media> };
}

/** @returns HTML whose addresses are relative, so that it works below any base path */
export function docsPage({ info, servers, tags, paths, components }: Document): string {
  const operations = Object.entries(paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation: operation as Operation,
    })),
  );
  const sections = (tags ?? []).map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags?.includes(name));
    return section(name, escaped(description), own.map(operationOf));
  });
  const problems = Object.entries(problemTable).map(([code, { status, title, why, advice }]) =>
    folded(`problem-${code}`, `<code>${code}</code> ${status} ${escaped(title)}`, [
      `<p>${escaped(why)}</p><p>${escaped(advice)}</p>`,
    ]),
  );
  const schemas = Object.entries(components?.schemas ?? {}).map(([name, schema]) =>
    folded(`schema-${name}`, `<code>${name}</code>`, [json(schema)]),
  );
  const schemes = Object.values(components?.securitySchemes ?? {}) as { description?: string }[];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(info.title)}</title>
<link rel="stylesheet" href="docs/docs.css">
<script src="docs/docs.js" defer></script>
</head>
<body>
<header>
<h1>${escaped(info.title)} <small>${info.version}</small></h1>
<p>${escaped(info.description)}</p>
<p>Server <code>${escaped(servers?.[0]?.url)}</code>, document <a href="openapi.json">openapi.json</a>.</p>
<h2 id="authorize">Authorize</h2>
<p>Send <code>Authorization: Bearer &lt;token&gt;</code>. For a session, ask <a href="#SignIn">SignIn</a> for a code and send it to <a href="#VerifySignIn">VerifySignIn</a>; for a program, make a token with <a href="#CreateToken">CreateToken</a>.</p>
<ul>${schemes.map(({ description }) => `<li>${escaped(description)}</li>`).join("")}</ul>
<label>Token <input id="token" type="password" autocomplete="off" placeholder="mst_... is kept in this tab, for the requests that you send from here"></label>
</header>
<search><label>Search <input id="search" type="search" placeholder="an operation, a path, a problem or a schema"></label></search>
<main>
${sections.join("\n")}
${section("Problems", "What a refusal means, by its <code>code</code>.", problems)}
${section("Schemas", "JSON Schema 2020-12.", schemas)}
</main>
</body>
</html>
`;
}

function section(name: string, description: string, parts: readonly string[]): string {
  return `<section><h2>${escaped(name)}</h2><p>${description}</p>${parts.join("\n")}</section>`;
}

function folded(id: string, summary: string, parts: readonly string[]): string {
  return `<details id="${id}"><summary>${summary}</summary>${parts.join("")}</details>`;
}

function operationOf({
  method,
  path,
  operation,
}: {
  method: string;
  path: string;
  operation: Operation;
}) {
  const { operationId = "", summary, description, security, requestBody, responses } = operation;
  const parameters = operation.parameters ?? [];
  const body = requestBody?.content["application/json"];
  const title = `<b class="${method}">${method}</b> <code>${escaped(path)}</code> ${escaped(summary)} <small>${operationId}</small>`;
  const rows = parameters.map(
    ({ name, in: place, required, schema, description: says }) =>
      `<tr><td><code>${escaped(name)}</code>${required ? " *" : ""}</td><td>${place}</td><td>${typeOf(schema)}</td><td>${escaped(says)}</td></tr>`,
  );
  const answers = Object.entries(responses ?? {}).map(([status, response]) => {
    if ("$ref" in response) return `<li>${status} ${STATUS_CODES[status] ?? ""}</li>`;
    const media = Object.entries(response.content ?? {}) as [string, Media][];
    const bodies = media.map(
      ([type, { schema, example }]) =>
        ` <code>${type}</code> ${typeOf(schema)}${example === undefined ? "" : json(example)}`,
    );
    return `<li>${status} ${escaped(response.description)}${bodies.join("")}</li>`;
  });
  const inputs = parameters
    .filter(({ in: place }) => place === "path" || place === "query")
    .map(
      ({ name, in: place, example }) =>
        `<label>${escaped(name)} <input name="${escaped(name)}" data-in="${place}" value="${escaped(place === "path" ? example : undefined)}"></label>`,
    );
  return folded(operationId, title, [
    description === summary ? "" : `<p>${escaped(description)}</p>`,
    security?.length === 0 ? "<p>Public: needs no credential.</p>" : "",
    rows.length === 0 ? "" : `<table>${rows.join("")}</table>`,
    body === undefined ? "" : `<p>Body ${typeOf(body.schema)}</p>`,
    `<form data-method="${method}" data-path="${escaped(path)}">${inputs.join("")}`,
    body === undefined
      ? ""
      : `<label>Body <textarea rows="6">${escaped(body.example && text(body.example))}</textarea></label>`,
    `<button>Send</button><output></output></form><ul>${answers.join("")}</ul>`,
  ]);
}

function typeOf(schema: Schema = {}): string {
  const { $ref, type, format, enum: all, anyOf, oneOf } = schema;
  const values = all ?? schema["x-extensible-enum"];
  const name = $ref?.split("/").at(-1);
  if (name !== undefined) return `<a href="#schema-${name}">${name}</a>`;
  if ("items" in schema) return `list of ${typeOf(schema.items)}`;
  const choices = anyOf ?? oneOf;
  if (choices) return choices.map((each) => typeOf(each as Schema)).join(" or ");
  return escaped(values?.join(", ") ?? format ?? [type ?? "any"].flat().join(" or "));
}

const text = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
const json = (value: unknown): string => `<pre tabindex="0">${escaped(text(value))}</pre>`;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", '"': "&quot;" };

/** Code between backticks becomes an element. */
function escaped(value: unknown = ""): string {
  return String(value)
    .replaceAll(/[&<"]/g, (sign) => entities[sign] ?? sign)
    .replaceAll(/`([^`\n]+)`/g, "<code>$1</code>");
}
