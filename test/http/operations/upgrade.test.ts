/** An instance whose program is too old for the log says so, and refuses with 503 instead of failing. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { userStream } from "../../../src/domain/streams.ts";
import { createCodec } from "../../../src/eventstore/codec.ts";
import { eventually } from "../../support/eventually.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { newerCatalogue, profileChanged } from "../../support/newer-program.ts";

let service: TestService;
const rename = (headers = {}) =>
  service.call("PATCH", "/v1/users/me", {
    token: service.owner,
    body: { firstName: "New" },
    headers,
  });

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

test("a command on a stream with an event that it does not know gets 503 `upgrade-in-progress`", async () => {
  const { services, ownerId } = service;
  const stream = userStream(ownerId);
  const newer = createCodec(services.personKeys, newerCatalogue);
  const metadata = {
    occurredAt: services.clock().toISOString(),
    subjectId: ownerId,
    actor: { userId: ownerId, via: "SESSION" as const },
    correlationId: "newer",
  };
  const event = profileChanged("Countess");
  const records = await newer.encode(stream, [{ event, eventId: randomUUID(), metadata }]);
  const { position } = await services.store.append(stream, "any", records);
  const refused = { status: 503, body: { code: "upgrade-in-progress" } };
  const first = await rename({ "idempotency-key": "one" });
  expect(first).toMatchObject(refused);
  expect(first.headers["retry-after"]).toBe("5");

  await eventually(() => service.group.isWaiting(), "the directory waits for a newer program");
  expect(await rename({ "idempotency-key": "one" })).toMatchObject(refused);
  expect(await services.store.lastPosition()).toBe(position);
});

test("readiness names the projection that waits for a newer version, and why", async () => {
  const ready = await service.call("GET", "/health/ready?commands=true");
  expect(ready).toMatchObject({
    status: 503,
    body: {
      status: "failing",
      commands: {
        status: "failing",
        failure: "The read models wait for a newer version of the service.",
      },
      projections: [
        {
          name: "directory",
          status: "waiting",
          needsNewer: expect.stringMatching(/ProfileChanged, schema version 2.*newer program/),
        },
      ],
    },
  });
  expect(ready.body.projections[0].failure).toBeUndefined();
});

test("reads go on, and readiness says so", async () => {
  expect((await service.call("GET", "/health/ready")).status).toBe(200);
  expect(await service.call("GET", "/v1/users/me", { token: service.owner })).toMatchObject({
    status: 200,
  });
});
