/** Reads what somebody typed as a solution's settings. */

/** What the service takes, in bytes of JSON. */
const mostBytes = 16_384;

type SettingsError = "notJson" | "notAnObject" | "tooLong";

export function parseSettings(text: string): {
  readonly value?: Record<string, unknown>;
  readonly error?: SettingsError;
} {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { error: "notJson" };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { error: "notAnObject" };
  }
  const size = new TextEncoder().encode(JSON.stringify(value)).length;
  return size > mostBytes ? { error: "tooLong" } : { value: value as Record<string, unknown> };
}
