/** Generates the types of `clients/typescript` from the OpenAPI document. */
import { createRequire } from "node:module";

/** The part of openapi-typescript that is used here. */
interface Generator {
  readonly default: (document: object, options: object) => Promise<readonly unknown[]>;
  readonly astToString: (nodes: readonly unknown[]) => string;
}

/** A field that has a default may be left out of a request. In responses, all such fields are required anyway. */
const options = { defaultNonNullable: false };

/** @returns the text of `clients/typescript/src/schema.d.ts` */
export async function clientTypes(document: object): Promise<string> {
  // Loaded from the client's dependencies: it needs an older TypeScript than the project uses.
  const client = createRequire(import.meta.url).resolve("@muster/client/package.json");
  const generator = createRequire(client)("openapi-typescript") as Generator;
  // A clone, because the generator modifies its input.
  const nodes = await generator.default(structuredClone(document), options);
  return `/** Generated from openapi.json by npm run generate. */\n${generator.astToString(nodes)}`;
}
