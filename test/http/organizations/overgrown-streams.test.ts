/** A history that has grown to its limit must not cause a 500 or slow commands. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { organizationStream } from "../../../src/domain/streams.ts";
import { randomIds } from "../../../src/commands/kit/ids.ts";
import { organizationTarget } from "../../../src/commands/kit/stream-targets.ts";
import { patience } from "../../support/eventually.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const as = (token: string, method: string, path: string, body?: unknown) =>
  service.call(method, path, { token, body });
const asOwner = (method: string, path: string, body?: unknown) =>
  as(service.owner, method, path, body);

test("a full stream does not give a 500", async () => {
  const made = await asOwner("POST", "/v1/organizations", { name: "Full" });
  const { organizationId } = made.body;
  const path = `/v1/organizations/${organizationId}`;
  const { services } = service;
  const { stream } = organizationTarget(organizationId);
  const ids = randomIds(services.clock);
  const event = (count: number) => ({
    eventId: ids.next(),
    event: {
      type: "InviteTemplateSaved",
      data: { language: "sv", subject: `s ${count}`, html: "h" },
    } as const,
    metadata: {
      occurredAt: services.clock().toISOString(),
      organizationId,
      actor: { userId: service.ownerId, via: "SESSION" },
      correlationId: ids.next(),
    } as const,
  });
  let revision = (await services.store.readStream(stream)).length - 1;
  while (revision < 9_999) {
    const events = Array.from({ length: Math.min(500, 9_999 - revision) }, (_, count) =>
      event(count),
    );
    const records = await services.codec.encode(stream, events);
    await services.store.append(stream, revision, records);
    revision += events.length;
  }
  await services.directory.waitFor(await services.store.lastPosition(), patience);
  const saved = await asOwner("PUT", `${path}/invite-templates/sv`, { subject: "x", html: "y" });
  expect(saved).toMatchObject({ status: 409 });
});

test("an invitation does not read the large templates that an owner saved before", async () => {
  const { services } = service;
  const made = await as(await service.signIn(service.ownerId), "POST", "/v1/organizations", {
    name: "Large",
  });
  const { organizationId } = made.body;
  const stream = organizationStream(organizationId);
  let revision = (await services.store.readStream(stream)).length - 1;
  const html = "x".repeat(50_000);
  // The events of 2,000 PUT .../invite-templates/sv; 9,997 are allowed.
  for (let count = 0; count < 100; count += 1) {
    const events = Array.from({ length: 20 }, (_, index) => ({
      eventId: crypto.randomUUID(),
      event: {
        type: "InviteTemplateSaved",
        data: { language: "sv", subject: `s ${count} ${index}`, html },
      } as const,
      metadata: {
        occurredAt: services.clock().toISOString(),
        organizationId,
        actor: { userId: service.ownerId, via: "SESSION" },
        correlationId: crypto.randomUUID(),
      } as const,
    }));
    const records = await services.codec.encode(stream, events);
    await services.store.append(stream, revision, records);
    revision += 20;
  }
  await services.directory.waitFor(await services.store.lastPosition(), patience);
  const session = await service.signIn(service.ownerId);
  const read = vi.spyOn(services.store, "readStream");
  const answers = await Promise.all(
    [1, 2, 3, 4].map((index) =>
      as(session, "POST", `/v1/organizations/${organizationId}/members`, {
        email: `large-${index}@example.com`,
        firstName: "L",
        lastName: "A",
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect(read.mock.calls.flat()).not.toContain(stream);
  read.mockRestore();
});
