/**
 * Where pushes may go. A device's endpoint is an address that its owner names, so a service that
 * follows it anywhere could be sent into the network around it.
 */
import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** All of IPv6 that is allocated to the Internet; among the rest are IPv4 addresses in other forms. */
const allocated = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Is it anything but an address of one host on the Internet? An IPv4 address that is mapped into IPv6
 * counts as itself.
 */
export function isInnerAddress(address: string): boolean {
  // The library takes ::8.8.8.8 for the mapped ::ffff:8.8.8.8, but 0::8.8.8.8 for what it is.
  const parsed = ipaddr.process(address.replace(/^::(?=\d+\.)/, "0::"));
  if (parsed.range() !== "unicast") return true;
  return parsed.kind() === "ipv6" && !parsed.match(allocated);
}

/** Resolves names for a connection, and gives it no inner address: what was checked is what is used. */
export const outerLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const outer = error ? [] : found.filter(({ address }) => !isInnerAddress(address));
    const [first] = outer;
    if (error) callback(error, "", 0);
    else if (first === undefined) callback(new Error(`${hostname} is not on the Internet`), "", 0);
    else if (options.all) callback(null, outer);
    else callback(null, first.address, first.family);
  });
};
