/** The types of `clients/typescript`, made of the OpenAPI document. */
import { createRequire } from "node:module";

/** As much of openapi-typescript as is used here. */
interface Generator {
  readonly default: (document: object) => Promise<readonly unknown[]>;
  readonly astToString: (nodes: readonly unknown[]) => string;
}

/** The text of `clients/typescript/src/schema.d.ts`. */
export async function clientTypes(document: object): Promise<string> {
  // The client brings it, with the TypeScript that it needs; the project's own is a newer one.
  const client = createRequire(import.meta.url).resolve("@muster/client/package.json");
  const generator = createRequire(client)("openapi-typescript") as Generator;
  // It changes what it is given.
  const nodes = await generator.default(structuredClone(document));
  return `/** Generated from openapi.json by npm run generate. */\n${generator.astToString(nodes)}`;
}
