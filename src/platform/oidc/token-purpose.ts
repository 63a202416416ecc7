/** Tells an access token from the other tokens that an identity provider signs with the same key. */
import type { JWTPayload } from "jose";

/** The `typ` of the header. Tokens of some providers have none; ID tokens often have `JWT` too. */
const headerTypes: ReadonlySet<unknown> = new Set([
  undefined,
  "jwt",
  "at+jwt",
  "application/at+jwt",
]);

/** Only ID tokens (hashes of what was issued with them) and logout tokens (`events`) have these. */
const otherPurposes = ["at_hash", "c_hash", "s_hash", "rt_hash", "events"];

/**
 * The header alone does not tell: many providers write `typ: JWT` into all of their tokens. So the payload
 * must have what access tokens have (RFC 9068; Entra, Auth0, Okta, Keycloak, Cognito, ZITADEL, Logto) and
 * nothing of what others have.
 */
export function isAccessToken(headerType: string | undefined, payload: JWTPayload): boolean {
  const header = headerType?.toLowerCase();
  const { typ, token_use: use, nonce, scope, scp, client_id: client, cid } = payload;
  // Keycloak names the purpose in the payload: Bearer, ID, Refresh, Offline or Logout.
  const isBearer = typeof typ === "string" && typ.toLowerCase() === "bearer";
  if (!headerTypes.has(header) || (typ !== undefined && !isBearer)) return false;
  // Amazon Cognito: `id` or `access`.
  if (use !== undefined && use !== "access") return false;
  if (otherPurposes.some((claim) => Object.hasOwn(payload, claim))) return false;
  // Access tokens of Keycloak before version 25 repeat the nonce.
  if (nonce !== undefined && !isBearer) return false;
  const hasRights = [scope, scp].some((value) => isText(value) || Array.isArray(value));
  if (isBearer || use === "access" || hasRights) return true;
  const isNamed = header?.endsWith("at+jwt") === true || isText(client) || isText(cid);
  return isNamed && !isForClientOnly(payload);
}

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";

/** The audience of an ID token is the client that asked for it. */
function isForClientOnly({ aud = [], azp, client_id: client, cid, appid }: JWTPayload): boolean {
  return [aud].flat().every((audience) => [azp, client, cid, appid].includes(audience));
}
