/** Makes the contract suite's subject from an EventStoreDB, real or stand-in, behind a link that can be cut. */
import { openStore } from "../../eventstore/contract/open.ts";
import type { Subject } from "../../eventstore/contract/subject.ts";
import type { Link } from "./link.ts";

export function subjectAt(link: Link, cleanup: () => Promise<void>): Subject {
  const address = {
    adapter: "eventstoredb",
    connectionString: `esdb://127.0.0.1:${link.port}?tls=false`,
  } as const;
  return {
    store: openStore(address),
    another: async () => openStore(address),
    address,
    keepsBytes: false,
    cutConnections: async () => link.cut(),
    outage: { begin: link.down, end: link.up },
    hang: { begin: link.freeze, end: link.thaw, noticedMs: 4_000 },
    cleanup,
  };
}
