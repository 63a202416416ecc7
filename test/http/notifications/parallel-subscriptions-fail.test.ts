/** Subscriptions of devices at the same moment neither fail nor lose or keep too many devices. */
import { createECDH } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const curve = createECDH("prime256v1");
curve.generateKeys();
const keys = { p256dh: curve.getPublicKey("base64url"), auth: "A".repeat(22) };

const subscribe = async (token: string, name: string) => {
  const body = { endpoint: `https://push.example.com/${name}`, keys };
  return (await service.call("POST", "/v1/users/me/push-subscriptions", { token, body })).status;
};

test("twelve subscriptions of one endpoint by three people at once do not fail, and one of them stands", async () => {
  const people = [service.owner, (await service.addMember("USER")).session];
  people.push((await service.addMember("USER")).session);
  const statuses = await Promise.all(
    Array.from({ length: 12 }, (_, index) => subscribe(people[index % 3] ?? "", "shared")),
  );
  expect(statuses).toEqual(Array(12).fill(201));
  const { rows } = await service.services.pool.query("select user_id from push_subscriptions");
  expect(rows).toHaveLength(1);
});

test("thirty devices of one person at once do not fail, and do not become more than twenty", async () => {
  const { userId, session } = await service.addMember("USER");
  const statuses = await Promise.all(
    Array.from({ length: 30 }, (_, index) => subscribe(session, `device-${index}`)),
  );
  expect(statuses).toEqual(Array(30).fill(201));
  const { rows } = await service.services.pool.query(
    "select subscription_id from push_subscriptions where user_id = $1",
    [userId],
  );
  expect(rows).toHaveLength(20);
});
