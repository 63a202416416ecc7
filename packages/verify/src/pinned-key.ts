/** Reads the key that an auditor pinned. */

/** Reads a key from base64 of its 32 bytes or from `name+id+key` (C2SP signed-note). */
export function pinnedKeyFrom(text: string): string | undefined {
  const encoded = text.trim();
  const parts = encoded.split("+");
  const candidates = [encoded, ...(parts.length > 2 ? [parts.slice(2).join("+")] : [])];
  for (const candidate of candidates) {
    if (!/^[A-Za-z0-9+/]{43,44}=*$/.test(candidate)) continue;
    const bytes = Buffer.from(candidate, "base64");
    if (bytes.length === 32) return bytes.toString("base64");
    if (bytes.length === 33 && bytes[0] === 1) return bytes.subarray(1).toString("base64");
  }
  return undefined;
}
