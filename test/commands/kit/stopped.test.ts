/** No event is skipped silently: when a read model stops, commands are refused with the reason. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { bootstrap } from "../../../src/service/bootstrap.ts";
import { changeProfile } from "../../../src/commands/users/profile.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { type Instance, session, startInstance } from "../../support/services.ts";
import { eventually } from "../../support/eventually.ts";

let database: TestDatabase;
let instance: Instance;

beforeAll(async () => {
  database = await createTestDatabase();
  instance = await startInstance(database);
});

afterAll(async () => {
  await instance.stop();
  await database.drop();
});

test("after an event that cannot be folded, the group stops and no command writes", async () => {
  const { services, group } = instance;
  const { userId } = await bootstrap(services, { email: "o@example.com", organization: "O" });
  const metadata = JSON.stringify({ schemaVersion: 1 });
  const broken = { id: crypto.randomUUID(), type: "EmailClaimed", data: "{}", metadata };
  const { position } = await services.store.append("user-broken", "none", [broken]);
  await eventually(() => group.isStopped(), "the group has stopped");

  await eventually(async () =>
    expect((await group.status()).failure).toMatchObject({
      position,
      eventId: broken.id,
      eventType: broken.type,
    }),
  );
  const change = changeProfile(instance.run(session(userId)), { firstName: "New" });
  await expect(change).rejects.toMatchObject({ code: "unavailable" });
  expect(await services.store.lastPosition()).toBe(position);
});
