/** Runs the contract suite on the eventstoredb adapter, against real servers. */
import { realServers } from "../support/esdb-server/real.ts";
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
