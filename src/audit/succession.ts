/** How a signing key names the one that follows it: a signed note that anybody can check. */

import { hash } from "node:crypto";

/** By which a key is told: the first 16 hexadecimal digits of the SHA-256 of its 32 bytes. */
export function signingKeyId(raw: Buffer): string {
  return hash("sha256", raw, "hex").slice(0, 16);
}

/** The name under which such notes are signed. */
export const successionName = "muster/keys";

/** Keys are base64 of their 32 bytes. */
export function successionText(former: string, successor: string, at: string): string {
  return `muster signing key succession\n${former}\n${successor}\n${at}\n`;
}
