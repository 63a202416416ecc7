/** Pushes go to the public Internet, and never into the service's own network. */
import { expect, test } from "vitest";
import { isInnerAddress, outerLookup } from "../../../src/platform/push/addresses.ts";
import { createPushSender } from "../../../src/platform/push/sender.ts";

const sender = createPushSender({
  privateKey: Buffer.alloc(32, 7),
  subject: "mailto:muster@example.com",
  clock: () => new Date(),
});

test.each([
  "http://push.example.com/1",
  "https://127.0.0.1/1",
  "https://10.1.2.3/1",
  "https://169.254.169.254/latest",
  "https://[::1]/1",
  "https://[::ffff:10.0.0.1]/1",
  "https://[::ffff:7f00:1]/1",
  "https://[64:ff9b::10.0.0.1]/1",
  "https://[2002:a00:1::1]/1",
  "https://[fd00::1]/1",
  "https://localhost/1",
  "https://database/1",
  "https://user:password@push.example.com/1",
  "https://2130706433/1",
  "https://0x7f.1/1",
])("%s is not accepted", async (endpoint) => {
  expect(sender.accepts(endpoint)).toBe(false);
  const keys = { p256dh: "", auth: "" };
  expect(await sender.send({ endpoint, keys }, "{}")).toEqual({ kind: "refused" });
});

test("a push service on the Internet is accepted", () => {
  expect(sender.accepts("https://fcm.googleapis.com/fcm/send/abc")).toBe(true);
  expect(sender.accepts("https://8.8.8.8/1")).toBe(true);
});

test.each([
  ["this network", ["0.0.0.0", "0.255.255.255"]],
  [
    "private networks",
    ["10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.1.1"],
  ],
  ["carrier-grade NAT", ["100.64.0.1", "100.127.255.255"]],
  ["this machine", ["127.0.0.1", "127.255.255.255", "::1"]],
  ["the unspecified address", ["::"]],
  ["the local link", ["169.254.169.254", "fe80::1", "fe80::1%eth0", "febf:ffff::1"]],
  ["protocol assignments", ["192.0.0.1", "192.0.0.255"]],
  ["benchmarks", ["198.18.0.1", "198.19.255.255", "2001:2::1"]],
  ["multicast", ["224.0.0.1", "239.255.255.255", "ff02::1"]],
  ["reserved", ["240.0.0.1", "255.255.255.255"]],
  ["documentation", ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"]],
  ["unique local and site-local", ["fc00::1", "fdff:ffff::1", "fec0::1"]],
  ["IPv4 mapped", ["::ffff:10.0.0.1", "::ffff:a00:1", "::ffff:127.0.0.1", "::ffff:192.0.2.1"]],
  ["IPv4 compatible", ["::127.0.0.1", "::10.0.0.1", "::8.8.8.8", "0::8.8.8.8", "::808:808"]],
  ["IPv4 translated", ["::ffff:0:10.0.0.1"]],
  ["NAT64", ["64:ff9b::10.0.0.1", "64:ff9b::808:808", "64:ff9b:1::10.0.0.1"]],
  ["6to4 and Teredo", ["2002:a00:1::1", "2002:7f00:1::1", "2001::1"]],
  ["discarded", ["100::1"]],
  ["not allocated", ["1::1", "4000::1", "8000::1", "fb00::1"]],
])("pushes cannot reach %s", (_, addresses) => {
  expect(addresses.filter((address) => !isInnerAddress(address))).toEqual([]);
});

test.each([
  ["1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255"],
  ["128.0.0.1", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255"],
  ["192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "::ffff:8.8.8.8"],
  ["2606:4700:4700::1111", "2a00:1450:4001:81b::200a", "2001:4860:4860::8888"],
])("%s and others are on the Internet", (...addresses) => {
  expect(addresses.filter(isInnerAddress)).toEqual([]);
});

test("a name that leads to this machine is not connected to, whatever it led to before", async () => {
  for (const all of [true, false]) {
    const found = await new Promise((resolve) => {
      outerLookup("localhost", { all }, (error, address) => resolve(error ?? address));
    });
    expect(found).toEqual(new Error("localhost is not on the public Internet"));
  }
});

test("the public key belongs to the private key and is always the same", () => {
  const again = createPushSender({
    privateKey: Buffer.alloc(32, 7),
    subject: "mailto:a@b.cc",
    clock: () => new Date(),
  });
  expect(again.publicKey).toBe(sender.publicKey);
  expect(Buffer.from(sender.publicKey, "base64url")).toHaveLength(65);
});
