/** Runs the contract suite on the eventstoredb adapter, against real servers. */
import { expect, test } from "vitest";
import { realServers, serverAt } from "../support/esdb-server/real.ts";
import { subjectAt } from "../support/esdb-server/subject.ts";
import { eventStoreContract } from "./contract.ts";

const servers = await realServers();

if (typeof servers === "string") eventStoreContract("eventstoredb, a real server", servers);
else {
  for (const { name, link, stop } of servers) {
    eventStoreContract(`eventstoredb, ${name}`, async () => {
      const linked = await link();
      return subjectAt(linked, async () => {
        await linked.stop();
        await stop();
      });
    });
  }
}

test.each([
  ["esdb://a:1?tls=false", "a real server"],
  ["esdb://a:1,b:2,c:3?tls=false", "a real cluster"],
  ["esdb+discover://name:2113?tls=false", "a real cluster"],
  ["kurrentdb://a:1?tls=false", "a real server"],
])("the tests may be pointed at %s", (url, name) => {
  expect(serverAt(url).name).toBe(name);
});

test.each(["esdb://a:1", "esdb://me:secret@a:1?tls=false", "http://a:1?tls=false"])(
  "the tests cannot be pointed at %s",
  (url) => {
    expect(() => serverAt(url)).toThrow(/TEST_EVENTSTORE_URL must look like/);
  },
);
