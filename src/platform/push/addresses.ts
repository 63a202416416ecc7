/**
 * Which addresses pushes may go to. A device's owner chooses its endpoint, and must not be able to make
 * the service send requests into its own network.
 */
import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** The IPv6 range of the public Internet; outside of it are other forms of IPv4 addresses. */
const allocated = ipaddr.IPv6.parseCIDR("2000::/3");

/** Is it anything but a single host on the public Internet? A mapped IPv4 address counts as the IPv4 address. */
export function isInnerAddress(address: string): boolean {
  // The library reads ::8.8.8.8 as the mapped ::ffff:8.8.8.8, but reads 0::8.8.8.8 correctly.
  const parsed = ipaddr.process(address.replace(/^::(?=\d+\.)/, "0::"));
  if (parsed.range() !== "unicast") return true;
  return parsed.kind() === "ipv6" && !parsed.match(allocated);
}

/** A connection's own lookup that drops inner addresses, so the address checked is the address used. */
export const outerLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const outer = error ? [] : found.filter(({ address }) => !isInnerAddress(address));
    const [first] = outer;
    if (error) callback(error, "", 0);
    else if (first === undefined)
      callback(new Error(`${hostname} is not on the public Internet`), "", 0);
    else if (options.all) callback(null, outer);
    else callback(null, first.address, first.family);
  });
};
