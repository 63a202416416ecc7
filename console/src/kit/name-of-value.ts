/** A value that this console does not know yet, such as a new role, is shown as the service writes it. */
export function nameOfValue(value: unknown, names: Readonly<Record<string, string>>): string {
  return names[String(value)] ?? String(value);
}
