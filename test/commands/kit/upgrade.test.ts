/** Two program versions beside each other: a command that writes what the older one cannot read waits. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeProfile } from "../../../src/commands/users/profile.ts";
import { execute } from "../../../src/commands/kit/wait-until-visible.ts";
import { bootstrap } from "../../../src/service/bootstrap.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { newerCatalogue } from "../../support/newer-program.ts";
import { type Instance, session, startInstance } from "../../support/services.ts";

let database: TestDatabase;
let older: Instance;
let newer: Instance;
let userId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  older = await startInstance(database);
  newer = await startInstance(database, { known: newerCatalogue });
  const founding = { email: "o@example.com", organization: "O" };
  ({ userId } = await bootstrap(older.services, founding));
});

afterAll(async () => {
  await newer.stop();
  await database.drop();
});

const rename = (instance: Instance, firstName: string) =>
  execute(instance.run(session(userId)), changeProfile, { firstName });

test("the newer instance refuses it and writes nothing; the older one goes on", async () => {
  const end = await newer.services.store.lastPosition();
  await expect(rename(newer, "New")).rejects.toMatchObject({
    code: "upgrade-in-progress",
    isTransient: true,
  });
  expect(await newer.services.store.lastPosition()).toBe(end);
  await rename(older, "Old");
  await bootstrap(newer.services, { email: "p@example.com", organization: "P" });
});

test("it is done after the last older instance, which then does not start again", async () => {
  await older.stop();
  await eventually(() => rename(newer, "New"));
  await expect(startInstance(database)).rejects.toThrow(/ProfileChanged 2/);
});
