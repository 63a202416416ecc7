/** A stopping service finishes requests in flight, refuses later ones and keeps no connection. */
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { changeProfile } from "../../../src/commands/users/profile.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { session } from "../../support/services.ts";
import { eventually, patience } from "../../support/eventually.ts";

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

interface Conversation {
  readonly socket: Socket;
  heard: string;
  isOver: boolean;
}

async function converse(port: number, text: string): Promise<Conversation> {
  const socket = connect(port, "127.0.0.1").setEncoding("utf8");
  const conversation: Conversation = { socket, heard: "", isOver: false };
  socket.on("data", (chunk) => (conversation.heard += chunk));
  socket.on("close", () => (conversation.isOver = true));
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.write(text);
  return conversation;
}

test("a request in flight is answered, a later one gets a problem, and none hangs", async () => {
  const { app, services, ownerId, owner } = service;
  const port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
  const start = (headers: string) =>
    `GET /v1/users/me HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${owner}\r\n${headers}`;

  let waits = 0;
  const { directory } = services;
  const { promise: visible, resolve: show } = Promise.withResolvers<boolean>();
  const waitFor = vi.spyOn(directory, "waitFor").mockImplementation(async (_, milliseconds) => {
    if (milliseconds === 0) return false;
    waits += 1;
    waitFor.mockRestore();
    return visible;
  });
  const last = await services.store.lastPosition();
  const inFlight = await converse(port, start(`Muster-Min-Position: ${last}\r\n\r\n`));
  await eventually(() => waits === 1);
  // One request and the start of another, which is still arriving when the service stops.
  const later = await converse(port, start("\r\n") + start(""));
  await eventually(() => later.heard.startsWith("HTTP/1.1 200 "));
  const idle = await converse(port, start("\r\n"));
  await eventually(() => idle.heard.startsWith("HTTP/1.1 200 "));

  const silent = await converse(port, "");

  const closed = app.close();
  await eventually(() => idle.isOver);
  await eventually(() => silent.isOver);
  later.heard = "";
  later.socket.write("\r\n");
  await eventually(() => later.isOver);
  expect(later.heard).toMatch(/^HTTP\/1.1 503 /);
  expect(later.heard).toMatch(/\r\nconnection: close\r\n/i);
  expect(later.heard).toMatch(/\r\nretry-after: \d+\r\n/i);
  expect(later.heard).toMatch(/"code":"unavailable"/);

  expect(inFlight.heard).toBe("");
  const changed = await changeProfile(service.run(session(ownerId)), { firstName: "Awaited" });
  show(await directory.waitFor(changed.position, patience));
  await eventually(() => inFlight.isOver);
  expect(inFlight.heard).toMatch(/^HTTP\/1.1 200 /);
  expect(inFlight.heard).toMatch(/\r\nconnection: close\r\n/i);
  expect(inFlight.heard).toContain('"firstName":"Awaited"');
  await closed;
});
