#!/usr/bin/env node
/** `npx muster`: the operator's commands. Each works beside a running service, and without one. */
import { Command } from "commander";
import { bootstrap } from "./service/bootstrap.ts";
import { registerErasure } from "./cli/erase-user.ts";
import { registerKeys } from "./cli/keys.ts";
import { registerProjections } from "./cli/projections.ts";
import { registerReplay } from "./cli/replay.ts";
import { registerVerify } from "./cli/verify.ts";
import type { Services } from "./commands/kit/context.ts";
import { loadConfig } from "./platform/config.ts";
import { forgetElsewhereFor, mailerFor, pushSenderFor } from "./service/configured.ts";
import { createLog } from "./platform/log.ts";
import { createMetrics } from "./platform/metrics.ts";
import { directory } from "./projections/directory/directory.ts";
import { createProjectionGroup } from "./projections/engine/group.ts";
import { StartupError } from "./platform/startup-error.ts";
import { openStoresForOperator, type Stores } from "./service/stores.ts";

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
    withServices(async (services) => {
      const founded = await bootstrap(services, { email, organization });
      process.stdout.write(`${JSON.stringify(founded, undefined, 2)}\n`);
    }),
  );

registerProjections(program, withStores);
registerVerify(program);
registerErasure(program, withServices);
registerKeys(program, withStores);
registerReplay(program, withStores);

/** What commands work with, where no HTTP is served. */
async function withServices(work: (services: Services) => Promise<void>): Promise<void> {
  const config = loadConfig(process.env);
  await withStores(async (stores) => {
    const log = createLog("warn");
    const clock = (): Date => new Date();
    const mailer = mailerFor(config, clock, log);
    const group = createProjectionGroup({ projection: directory, log, ...stores });
    group.start();
    try {
      await work({
        ...stores,
        directory: group,
        audit: group,
        usage: group,
        notifications: group,
        push: pushSenderFor(config, stores.keys),
        clock,
        log,
        isSignUpOpen: false,
        publicUrl: () => "",
        metrics: createMetrics(),
        forgetElsewhere: forgetElsewhereFor(config, mailer),
      });
    } finally {
      await group.stop();
      await mailer.close();
    }
  });
}

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
