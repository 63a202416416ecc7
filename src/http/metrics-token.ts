/** The bearer token of whoever may read the metrics. */
import { createHash, timingSafeEqual } from "node:crypto";

/** Compares digests, in a time that tells nothing of the token or its length. */
export function holdsMetricsToken(authorization: string | undefined, token: string): boolean {
  const [, given = ""] = /^Bearer +([^ ]{1,4096}) *$/i.exec(authorization ?? "") ?? [];
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
