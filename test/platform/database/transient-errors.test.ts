/** Which database errors are transient, and which an event or a bug causes. */
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { Client, DatabaseError } from "pg";
import { describe, expect, test } from "vitest";
import { isTransientDatabaseError } from "../../../src/platform/database/transient-errors.ts";
import { EventStoreUnavailable } from "../../../src/eventstore/errors.ts";
import { isTransient } from "../../../src/eventstore/transient.ts";
import { toPortError } from "../../../src/eventstore/postgres/failures.ts";

function databaseError(code: string): DatabaseError {
  return Object.assign(new DatabaseError("ada@example.com", 1, "error"), { code });
}

const passing: [string, Error][] = [
  ["the server was shut down", databaseError("57P01")],
  ["the server starts", databaseError("57P03")],
  ["a statement took too long", databaseError("57014")],
  ["a deadlock was resolved", databaseError("40P01")],
  ["the server is read-only", databaseError("25006")],
  ["the disk is full", databaseError("53100")],
  ["too many connections are open", databaseError("53300")],
  ["a lock is not available", databaseError("55P03")],
  ["the database takes no connections", databaseError("55000")],
  ["the connection failed", databaseError("08006")],
  ["a file of the server cannot be read", databaseError("58030")],
  ["the socket is gone", Object.assign(new Error("connect"), { syscall: "connect" })],
  ["the connection broke", new Error("Connection terminated unexpectedly")],
  ["an answer took too long", new Error("Query read timeout")],
  ["the TLS handshake was cut", Object.assign(new Error("reset"), { code: "ECONNRESET" })],
];

const lasting: [string, unknown][] = [
  ["a value does not fit", databaseError("22P02")],
  ["a constraint is violated", databaseError("23505")],
  ["the transaction has failed already", databaseError("25P02")],
  ["a table is missing", databaseError("42P01")],
  ["an index entry is too long", databaseError("54000")],
  ["the program has a bug", new TypeError("undefined is not a function")],
  ["something odd was thrown", "odd"],
];

describe.each(passing)("%s", (_, error) => {
  test("is transient, and means that the event store is unavailable", () => {
    expect(isTransientDatabaseError(error)).toBe(true);
    expect(toPortError(error)).toBeInstanceOf(EventStoreUnavailable);
    expect(isTransient(error)).toBe(true);
  });
});

describe.each(lasting)("%s", (_, error) => {
  test("is permanent, and does not mean that the event store is unavailable", () => {
    expect(isTransientDatabaseError(error)).toBe(false);
    expect(toPortError(error)).not.toBeInstanceOf(EventStoreUnavailable);
    expect(isTransient(error)).toBe(false);
  });
});

test("an unavailable event store is a transient error", () => {
  expect(isTransient(new EventStoreUnavailable("away"))).toBe(true);
});

test("a server that listens on none of its host's addresses is a transient error", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  const client = new Client({ host: "localhost", port });
  const error: unknown = await client.connect().catch((reason: unknown) => reason);
  expect(isTransientDatabaseError(error)).toBe(true);
  const both = new AggregateError([databaseError("57P03"), error]);
  expect(isTransientDatabaseError(both)).toBe(true);
});
