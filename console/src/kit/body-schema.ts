/** Checks the value of a field by the schema of its property, before it is sent. */
import type { Catalogue } from "../text/catalogue.ts";

/** The part of a property's JSON Schema that a form can check. */
export interface PropertySchema {
  readonly type?: string | readonly string[];
  readonly required?: true;
  /** A change sets the property to null to delete its value. */
  readonly nullable?: true;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The properties of a body; those of an object in it are named `object.property`. */
export interface BodySchema {
  readonly properties: Readonly<Record<string, PropertySchema>>;
}

/** The schema of a change whose form shows these properties filled: they may change, but not be emptied. */
export function requiring(schema: BodySchema, ...names: readonly string[]): BodySchema {
  const required = names.map((name) => [name, { ...schema.properties[name], required: true }]);
  return { properties: { ...schema.properties, ...Object.fromEntries(required) } };
}

/** @returns what is wrong with the value; undefined if nothing is, as far as the schema tells */
export function errorOf(
  schema: PropertySchema,
  value: unknown,
  text: Catalogue["common"]["form"],
): string | undefined {
  const isEmpty = value === undefined || value === null || value === "";
  if (isEmpty) return schema.required === true ? text.required : undefined;
  if (typeof value === "number") {
    if (value < (schema.minimum ?? -Infinity)) return text.tooSmall(schema.minimum ?? 0);
    return value > (schema.maximum ?? Infinity) ? text.tooLarge(schema.maximum ?? 0) : undefined;
  }
  if (typeof value !== "string") return undefined;
  if (schema.enum !== undefined && !schema.enum.includes(value)) return text.notAnOption;
  // Characters, not UTF-16 units, as JSON Schema counts.
  const { length } = Array.from(value);
  if (length < (schema.minLength ?? 0)) return text.tooShort(schema.minLength ?? 0);
  if (length > (schema.maxLength ?? Infinity)) return text.tooLong(schema.maxLength ?? 0);
  if (schema.pattern === undefined || new RegExp(schema.pattern, "u").test(value)) return undefined;
  return schema.format === "email" ? text.email : text.format;
}
