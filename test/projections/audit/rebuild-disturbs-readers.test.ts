/** A rebuild of the audit while it is read, with a second instance running. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "../../../src/projections/audit/audit.ts";
import { rebuild } from "../../../src/projections/engine/rebuild.ts";
import { startInstance, type Instance } from "../../support/services.ts";
import { startTestService, type TestService } from "../../support/http.ts";
let service: TestService;
let second: Instance;
beforeAll(async () => {
  service = await startTestService();
  second = await startInstance(service.database, { clock: service.clock });
});
afterAll(async () => {
  await second.stop();
  await service.stop();
});
test("a rebuild neither changes the log nor interrupts its readers", async () => {
  const o = `/v1/organizations/${service.organizationId}`;
  const token = await service.signIn(service.ownerId);
  for (let n = 0; n < 15; n += 1) await service.addMember("USER");
  const before = (await service.call("GET", `${o}/checkpoint`, { token })).body
    .split("\n")
    .slice(0, 3);
  const size = Number(before[1]);
  const { pool, store, codec } = service.services;
  const parts = {
    projection: audit,
    pool,
    store,
    codec,
    connection: service.database.connection,
  } as never;
  const done = new AbortController();
  const statuses = new Set<number>();
  const reading = (async () => {
    while (!done.signal.aborted) {
      for (const path of [
        "/events?limit=500&order=desc",
        "/access-review",
        "/checkpoint",
        `/proofs/inclusion?position=${size}`,
      ]) {
        statuses.add((await service.call("GET", o + path, { token })).status);
      }
      await service.addMember("USER");
    }
  })();
  await rebuild(parts).finally(() => done.abort());
  await reading;
  const proof = await service.call("GET", `${o}/proofs/consistency?from=${size}`, { token });
  expect([...statuses]).toEqual([200]);
  expect(proof.body.fromRoot).toBe(before[2]);
  const { body } = await service.call("GET", `${o}/events?limit=500`, { token });
  expect(body.items.map((e: { position: number }) => e.position)).toEqual(
    body.items.map((_: unknown, i: number) => i + 1),
  );
});
