/** Tells whether a text contains an address, and not merely a longer address that includes it. */

/** Characters that an address may contain (RFC 5322, atext). */
const atext = "A-Za-z0-9!#$%&'*+/=?^_`{|}~-";

export function mentions(text: string, address: string): boolean {
  const literal = address.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  return new RegExp(`(?<![.${atext}])${literal}(?![A-Za-z0-9-]|\\.[A-Za-z0-9])`, "i").test(text);
}
