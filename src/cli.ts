#!/usr/bin/env node
/** `npx muster`: the operator's commands. Each works beside a running service, and without one. */
import { Command } from "commander";
import { bootstrap } from "./bootstrap.ts";
import { registerProjections } from "./cli/projections.ts";
import { registerVerify } from "./cli/verify.ts";
import type { Services } from "./commands/context.ts";
import { loadConfig } from "./config.ts";
import { pushSenderFor } from "./configured.ts";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { directory } from "./projections/directory/directory.ts";
import { createProjectionGroup } from "./projections/group.ts";
import { StartupError } from "./startup-error.ts";
import { openStoresForOperator, type Stores } from "./stores.ts";

const program = new Command("muster")
  .description(
    "The operator's commands of Muster. Configured by the environment, as the service is.",
  )
  .showHelpAfterError();

program
  .command("bootstrap")
  .description("founds an organization with its owner, and signs the owner in")
  .requiredOption("--email <address>", "the owner's e-mail address")
  .requiredOption("--organization <name>", "the organization's name")
  .action(({ email, organization }: { email: string; organization: string }) =>
    withStores(async (stores) => {
      const log = createLog("warn");
      const group = createProjectionGroup({ projection: directory, log, ...stores });
      group.start();
      try {
        const clock = (): Date => new Date();
        const metrics = createMetrics();
        const publicUrl = (): string => "";
        const services: Services = {
          ...stores,
          directory: group,
          audit: group,
          usage: group,
          notifications: group,
          push: pushSenderFor(loadConfig(process.env), stores.keys),
          clock,
          log,
          isSignUpOpen: false,
          publicUrl,
          metrics,
        };
        const founded = await bootstrap(services, { email, organization });
        process.stdout.write(`${JSON.stringify(founded, undefined, 2)}\n`);
      } finally {
        await group.stop();
      }
    }),
  );

registerProjections(program, withStores);
registerVerify(program);

async function withStores(work: (stores: Stores) => Promise<void>): Promise<void> {
  const stores = await openStoresForOperator(loadConfig(process.env));
  try {
    await work(stores);
  } finally {
    await stores.close();
  }
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`muster: ${error.message}\n`);
  process.exitCode = 1;
}
