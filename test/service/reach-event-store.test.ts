/** The start with an event store that is away or refuses: it waits, or names the cause in one line. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventStoreDbStore } from "../../src/eventstore/eventstoredb/store.ts";
import { StartupError } from "../../src/platform/startup-error.ts";
import { reachEventStore } from "../../src/service/reach-event-store.ts";
import { certificate } from "../support/esdb-server/certificate.ts";
import { type StandIn, startStandIn } from "../support/esdb-server/server.ts";

let folder: string;
let secure: StandIn;
let plain: StandIn;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-certificate-"));
  await writeFile(join(folder, "ca.pem"), certificate);
  secure = await startStandIn("right");
  plain = await startStandIn();
});

afterAll(async () => {
  await secure.stop();
  await plain.stop();
  await rm(folder, { recursive: true });
});

/** Tries to reach the store; returns what is said meanwhile. */
async function reach(connectionString: string, patienceMs?: number, onSaid?: () => void) {
  const said: string[] = [];
  const store = eventStoreDbStore({ connectionString });
  const say = (line: string) => {
    said.push(line);
    onSaid?.();
  };
  try {
    await reachEventStore(store, say, patienceMs);
  } finally {
    await store.close();
  }
  return said;
}

const secureAt = (credentials: string, query = `?tlsCAFile=${join(folder, "ca.pem")}`) =>
  `esdb://${credentials}@localhost:${secure.link.port}${query}`;

test("a store that answers is not waited for", async () => {
  expect(await reach(plain.connectionString)).toEqual([]);
  expect(await reach(secureAt("muster:right"))).toEqual([]);
});

test("a store that is away is waited for, with one line that says so", async () => {
  await plain.link.down();
  const said = await reach(plain.connectionString, 60_000, () => void plain.link.up());
  expect(said).toEqual([
    expect.stringMatching(
      /^EventStoreDB did not answer \(.*ECONNREFUSED.*waiting up to 60 seconds$/,
    ),
  ]);
});

test("a node that starts is waited for until it is ready", async () => {
  plain.state = "not ready";
  const said = await reach(plain.connectionString, 60_000, () => (plain.state = "leader"));
  expect(said).toEqual([expect.stringMatching(/Server Is Not Ready/)]);
});

describe("the cause is named in one line without credentials", () => {
  const cases: Record<string, readonly [url: () => string, cause: RegExp]> = {
    "a store that stays away": [
      () => "esdb://muster:secret@127.0.0.1:1?tls=false",
      /ECONNREFUSED 127\.0\.0\.1:1\); check that EVENTSTORE_URL is right/,
    ],
    "a cluster that stays away": [
      () => "esdb://muster:secret@127.0.0.1:1,127.0.0.1:2?tls=false",
      /At 127\.0\.0\.1:1: .*ECONNREFUSED/,
    ],
    "a wrong password": [() => secureAt("muster:secret"), /refuses the user and password/],
    "no password": [
      () => secureAt("muster:secret").replace("muster:secret@", ""),
      /refuses the user and password/,
    ],
    "a wrong authority": [
      () => secureAt("muster:secret", ""),
      /certificate is not accepted \(.*self-signed certificate.*check the host names and tlsCAFile/,
    ],
    "a wrong authority, in a cluster": [
      () => secureAt("muster:secret", ",localhost:1"),
      /certificate is not accepted .*self-signed certificate/,
    ],
    "a server without TLS": [
      () => `esdb://muster:secret@localhost:${plain.link.port}`,
      /does not speak TLS: add \?tls=false/,
    ],
    "a file of an authority that is missing": [
      () => secureAt("muster:secret", "?tlsCAFile=/missing.pem"),
      /names a certificate or key file that cannot be read: check tlsCAFile/,
    ],
  };

  test.each(Object.entries(cases))("%s", async (_, [url, cause]) => {
    const failure: unknown = await reach(url(), 0).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartupError);
    const { message } = failure as StartupError;
    expect(message).toMatch(cause);
    expect(message).not.toMatch(/secret|\n/);
  });
});
