/** Where pushes may go: to the Internet, and nowhere around us. */
import { expect, test } from "vitest";
import { isInnerAddress } from "../../../src/platform/push/addresses.ts";
import { createPushSender } from "../../../src/platform/push/sender.ts";

const sender = createPushSender({
  privateKey: Buffer.alloc(32, 7),
  subject: "mailto:muster@example.com",
});

test.each([
  "http://push.example.com/1",
  "https://127.0.0.1/1",
  "https://10.1.2.3/1",
  "https://169.254.169.254/latest",
  "https://[::1]/1",
  "https://[::ffff:10.0.0.1]/1",
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

test("a push service on the Internet is", () => {
  expect(sender.accepts("https://fcm.googleapis.com/fcm/send/abc")).toBe(true);
  expect(sender.accepts("https://8.8.8.8/1")).toBe(true);
});

test.each(["192.168.1.1", "172.31.255.255", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::", "fe80::1"])(
  "%s is an inner address",
  (address) => expect(isInnerAddress(address)).toBe(true),
);

test("the public key belongs to the private one, and is the same each time", () => {
  const again = createPushSender({ privateKey: Buffer.alloc(32, 7), subject: "mailto:a@b.cc" });
  expect(again.publicKey).toBe(sender.publicKey);
  expect(Buffer.from(sender.publicKey, "base64url")).toHaveLength(65);
});
