/**
 * Where pushes may go. A device's endpoint is an address that its owner names, so a service that
 * follows it anywhere could be sent into the network around it.
 */
import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

const inner = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  inner.addSubnet(network, bits, "ipv4");
}
for (const [network, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  inner.addSubnet(network, bits, "ipv6");
}

/**
 * Is it an address of this machine or of a network of its own, rather than of the Internet? An IPv4
 * address that is mapped into IPv6 counts as itself.
 */
export function isInnerAddress(address: string): boolean {
  return inner.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
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
