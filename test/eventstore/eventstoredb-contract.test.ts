/** Runs the contract suite on the eventstoredb adapter, against the stand-in server. */
import { setTimeout as delay } from "node:timers/promises";
import { startStandIn } from "../support/esdb-server/server.ts";
import { linkedNode, subjectAt } from "../support/esdb-server/subject.ts";
import { eventStoreContract } from "./contract.ts";

eventStoreContract("eventstoredb on the wire, against a stand-in", async () => {
  const server = await startStandIn();
  const quick = server.beforeAppend;
  return {
    ...subjectAt(linkedNode(server.link), server.stop),
    async slowCommits() {
      let commits = 0;
      server.beforeAppend = () => delay((commits++ * 7) % 20);
      return async () => {
        server.beforeAppend = quick;
      };
    },
  };
});
