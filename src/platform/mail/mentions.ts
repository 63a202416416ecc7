/** Whether a text holds an address: that one, and not another of which it is a part. */

/** What an address may go on with (RFC 5322, atext and dots). */
const atext = "A-Za-z0-9!#$%&'*+/=?^_`{|}~-";

export function mentions(text: string, address: string): boolean {
  const literal = address.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  return new RegExp(`(?<![.${atext}])${literal}(?![A-Za-z0-9-]|\\.[A-Za-z0-9])`, "i").test(text);
}
