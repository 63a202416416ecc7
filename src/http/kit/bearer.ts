/** `Authorization: Bearer ...` (RFC 6750, 2.1). */

/** Schemes in which a proxy on the way asks for credentials of its own; browsers then send them here too. */
const ofProxies = /^(?:Basic|Digest|Negotiate|NTLM)(?: |$)/i;

/** The token; undefined for no credential or a proxy's, and empty for anything else. */
export function bearerIn(authorization = ""): string | undefined {
  if (authorization === "" || ofProxies.test(authorization)) return undefined;
  const [, token = ""] = /^Bearer +([^ ]{1,8192}) *$/i.exec(authorization) ?? [];
  return token;
}
