/** Whose pages may use the API with what the browser keeps of a person: its own, and those allowed. */

/**
 * @param publicUrl the service's own address, known once it listens
 * @param others exact origins, as `CORS_ORIGINS` has them
 * @returns tells of the value of an `Origin` header whether it is one of them
 */
export function allowedOrigins(
  publicUrl: () => string,
  others: readonly string[],
): (origin: string) => boolean {
  const known = new Set(others);
  return (origin) => known.has(origin) || origin === URL.parse(publicUrl())?.origin;
}
