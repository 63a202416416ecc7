/** Makes the contract suite's subject from an EventStoreDB, real or stand-in, behind links that can be cut. */
import { openStore } from "../../eventstore/contract/open.ts";
import type { Subject } from "../../eventstore/contract/subject.ts";
import type { Link } from "./link.ts";

export interface Linked {
  readonly links: readonly Link[];
  /** Those of them that lead to nodes. */
  readonly toNodes: readonly Link[];
  /** By the links. */
  readonly connectionString: string;
  /** How the second client and other processes reach the server, which are never cut. By the links too, if left out. */
  readonly direct?: string;
  readonly stop: () => Promise<void>;
}

/** A single node behind one link. */
export function linkedNode(link: Link): Linked {
  return {
    links: [link],
    toNodes: [link],
    connectionString: `esdb://127.0.0.1:${link.port}?tls=false`,
    stop: link.down,
  };
}

export function subjectAt(linked: Linked, cleanup: () => Promise<void>): Subject {
  const { links, connectionString, direct = connectionString } = linked;
  const address = { adapter: "eventstoredb", connectionString: direct } as const;
  return {
    store: openStore({ adapter: "eventstoredb", connectionString }),
    another: async () => openStore(address),
    address,
    async cutConnections() {
      for (const link of links) link.cut();
    },
    outage: {
      begin: async () => void (await Promise.all(links.map((link) => link.down()))),
      end: async () => void (await Promise.all(links.map((link) => link.up()))),
    },
    hang: {
      begin() {
        for (const link of links) link.freeze();
      },
      end() {
        for (const link of links) link.thaw();
      },
    },
    cleanup,
  };
}
