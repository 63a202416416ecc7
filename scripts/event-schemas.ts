/** Generates test/domain/event-schemas.json: the JSON schema of every event, to notice any change of one. */
import { z } from "zod";
import { definitions } from "../src/domain/catalogue.ts";

export function eventSchemas(): string {
  const schemas = [...definitions].map(([type, { definition, category }]) => {
    const { version, data, personal } = definition;
    const parts = { data: z.toJSONSchema(data), personal: personal && z.toJSONSchema(personal) };
    return [type, { category, version, ...parts }] as const;
  });
  return `${JSON.stringify(Object.fromEntries(schemas), undefined, 2)}\n`;
}
