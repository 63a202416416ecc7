/** What is read of the streams while the caller's rights are looked up decides nothing that is no longer so. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CommandContext } from "../../../src/commands/kit/context.ts";
import { changeOrgRole } from "../../../src/commands/members/manage-member.ts";
import { memberStream } from "../../../src/domain/streams.ts";
import { EventStoreUnavailable } from "../../../src/eventstore/errors.ts";
import type { EventStore } from "../../../src/eventstore/port.ts";
import { idOf } from "../../domain/given.ts";
import { ownerContext, startTestService, type TestService } from "../../support/http.ts";
import { session } from "../../support/services.ts";

let service: TestService;
let organizationId: string;

beforeAll(async () => {
  service = await startTestService();
  ({ organizationId } = service);
});
afterAll(() => service.stop());

/** The context with a store whose reads of streams are done by `readStream`. */
function readingBy(context: CommandContext, readStream: EventStore["readStream"]): CommandContext {
  const store: EventStore = { ...service.services.store, readStream };
  return { ...context, services: { ...context.services, store } };
}

test("a change that others overtake is decided again, on the stream as it is by then", async () => {
  const { userId } = await service.addMember("USER");
  const { store } = service.services;
  const reads: string[] = [];
  const overtaken = readingBy(await ownerContext(service), async (stream) => {
    const records = await store.readStream(stream);
    if (reads.push(stream) === 1) {
      const other = await ownerContext(service);
      await changeOrgRole(other, { organizationId, userId, userRole: "ADMIN" });
    }
    return records;
  });
  await changeOrgRole(overtaken, { organizationId, userId, userRole: "CREATOR" });
  const stream = memberStream(organizationId, userId);
  expect(reads).toEqual([stream, stream]);
  const [former, latest] = (await store.readStream(stream)).slice(-2);
  expect(JSON.parse(former?.data ?? "")).toMatchObject({ from: "USER", to: "ADMIN" });
  expect(JSON.parse(latest?.data ?? "")).toMatchObject({ from: "ADMIN", to: "CREATOR" });
});

test("a refusal reads the same for a member and for nobody, and does not wait for it", async () => {
  const { userId } = await service.addMember("USER");
  const stranger = session(idOf(1));
  const calls = async (target: string): Promise<number> => {
    let reads = 0;
    const context = readingBy({ ...(await ownerContext(service)), caller: stranger }, () => {
      reads += 1;
      return Promise.reject(new EventStoreUnavailable("the event store does not answer"));
    });
    await expect(
      changeOrgRole(context, { organizationId, userId: target, userRole: "ADMIN" }),
    ).rejects.toMatchObject({ code: "not-found" });
    return reads;
  };
  expect(await calls(userId)).toBe(await calls(idOf(2)));
});

test("a right that was lost before the streams were read is lost", async () => {
  const admin = await service.addMember("ADMIN");
  const { userId } = await service.addMember("USER");
  const { store } = service.services;
  await service.group.stop();
  await changeOrgRole(await ownerContext(service), {
    organizationId,
    userId: admin.userId,
    userRole: "USER",
  });
  const context = { ...(await ownerContext(service)), caller: session(admin.userId) };
  const before = await store.lastPosition();
  await expect(
    changeOrgRole(context, { organizationId, userId, userRole: "CREATOR" }),
  ).rejects.toMatchObject({ code: "forbidden" });
  expect(await store.lastPosition()).toBe(before);
});
