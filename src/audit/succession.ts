/** How a signing key names the one that follows it: a signed note that anybody can check. */

/** The name under which such notes are signed. */
export const successionName = "muster/keys";

/** Keys are base64 of their 32 bytes. */
export function successionText(former: string, successor: string, at: string): string {
  return `muster signing key succession\n${former}\n${successor}\n${at}\n`;
}
