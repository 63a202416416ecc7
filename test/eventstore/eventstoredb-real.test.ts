/** Runs the contract suite on the eventstoredb adapter, against a real EventStoreDB. */
import { createLink } from "../support/esdb-server/link.ts";
import { realServer } from "../support/esdb-server/real.ts";
import { subjectAt } from "../support/esdb-server/subject.ts";
import { eventStoreContract } from "./contract.ts";

const server = await realServer();

eventStoreContract(
  "eventstoredb, a real server",
  typeof server === "string"
    ? server
    : async () => {
        const link = await createLink(server.port, server.host);
        return subjectAt(link, async () => {
          await link.down();
          await server.stop();
        });
      },
);
