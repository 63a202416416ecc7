/**
 * Canonical JSON (RFC 8785): no white space, members sorted by UTF-16 code units, numbers and strings as
 * ECMAScript writes them. Every log entry passes through it several times, and this code takes a third of
 * a general library's time. A test compares it with one.
 */

/** @throws if a string is not well-formed Unicode or a number is not finite */
export function canonicalJson(value: unknown): string {
  const text = isInOrder(value) ? JSON.stringify(value) : serialize(value);
  // JSON.stringify escapes lone surrogates, and nothing else, as \ud8.. to \udf..
  if (text.includes("\\ud") && /(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(text)) {
    throw new Error("a string with a lone surrogate has no canonical JSON");
  }
  return text;
}

/** Of a value whose members are in order already, `JSON.stringify` makes the same text in less time. */
function isInOrder(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  const members = value as Readonly<Record<string, unknown>>;
  let former = "";
  for (const name of Object.keys(members)) {
    if (name < former || !isInOrder(members[name])) return false;
    former = name;
  }
  return true;
}

function serialize(value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new Error("JSON has no NaN or infinite number");
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => serialize(item === undefined ? null : item)).join(",")}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = value as Readonly<Record<string, unknown>>;
  let text = "";
  for (const name of Object.keys(members).sort()) {
    const member = members[name];
    if (member === undefined) continue;
    const separator = text === "" ? "" : ",";
    text += `${separator}${JSON.stringify(name)}:${serialize(member)}`;
  }
  return `{${text}}`;
}
