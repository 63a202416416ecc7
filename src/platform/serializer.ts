/** Makes serializers of JSON from schemas. They drop what the schema does not name. */
import fastJsonStringify from "fast-json-stringify";
import { z } from "zod";

/** Compiled at its first use, because to compile all of them would take a fifth of the start. */
export function serializerOf<Schema extends z.ZodType>(schema: Schema) {
  let serialize: ((value: z.output<Schema>) => string) | undefined;
  return (value: z.output<Schema>): string => (serialize ??= compile(schema))(value);
}

const compile = (schema: z.ZodType) =>
  fastJsonStringify(z.toJSONSchema(schema, { target: "draft-7", io: "output" }) as object);
