/** `Authorization: Bearer ...` (RFC 6750, 2.1). */

/** The token; undefined for no credential or one of another scheme, and empty if it is malformed. */
export function bearerIn(authorization = ""): string | undefined {
  if (!/^Bearer(?: |$)/i.test(authorization)) return undefined;
  const [, token = ""] = /^Bearer +([^ ]{1,8192}) *$/i.exec(authorization) ?? [];
  return token;
}
