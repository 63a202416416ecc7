/** Defines the commands of `muster`. Each loads its code only when it runs, so that `--help` is quick. */
import { type Command, InvalidArgumentError } from "commander";
import { StartupError } from "../platform/startup-error.ts";
import manifest from "../../package.json" with { type: "json" };
import { defineVerify } from "../../packages/verify/src/command.ts";
import type { EraseOptions } from "./erase-user.ts";
import type { Opening } from "./open.ts";
import type { ReplayOptions } from "./replay.ts";

/** @param open only tests inject one */
export function defineCommands(
  program: Command,
  open: () => Promise<Opening> = () => import("./open.ts"),
): Command {
  const withStores: Opening["withStores"] = async (work) => (await open()).withStores(work);
  const withServices: Opening["withServices"] = async (work, options) =>
    (await open()).withServices(work, options);

  program
    .description(
      "Administer a Muster service. Reads the same environment variables as the service.",
    )
    .version(manifest.version)
    .showHelpAfterError();

  program
    .command("bootstrap")
    .description("create an organization and its owner, and print a session token for the owner")
    .requiredOption("--email <address>", "the owner's e-mail address")
    .requiredOption("--organization <name>", "the organization's name")
    .action((founding: { email: string; organization: string }) =>
      withServices(
        async (services) => {
          const { bootstrap } = await import("../service/bootstrap.ts");
          const founded = await bootstrap(services, founding);
          process.stdout.write(`${JSON.stringify(founded, undefined, 2)}\n`);
        },
        { mayCreate: true },
      ),
    );

  defineProjections(program, withStores);

  defineVerify(program.command("verify"));

  program
    .command("erase-user")
    .description("erase a person for ever: destroy the key to their data; the log stays complete")
    .option("--email <address>", "the person's e-mail address")
    .option("--user <id>", "the person's user id", parseId)
    .option("--reason <text>", "why; recorded for ever, so name nobody in it")
    .option("--operator <name>", "who erases; recorded for ever (default: the system user)")
    .option("--yes", "do not ask")
    .addHelpText(
      "after",
      "\nShows whom it will erase and what is kept, and asks. The reason and the operator are recorded\nin the log of each of the person's organizations, which nobody can change later: write a\nticket's number or the paragraph of a law, never a name, an address or anything else about a person.",
    )
    .action((order: EraseOptions) =>
      withServices(async (services) =>
        (await import("./erase-user.ts")).eraseByOperator(services, order),
      ),
    );

  program
    .command("rotate-master-key")
    .description("replace the master key; stop every service first")
    .addHelpText(
      "after",
      "\nReplaces the key in the data directory by a new one. If you set MUSTER_MASTER_KEY, set\nMUSTER_NEW_MASTER_KEY to the new key, and use that as MUSTER_MASTER_KEY afterwards.\nRun the command again to finish an interrupted rotation.",
    )
    .action(async () => (await import("./keys.ts")).rotateMasterKeyOffline());

  program
    .command("rotate-signing-key")
    .description(
      "make a new key for checkpoints and exports; the old key endorses it and is destroyed",
    )
    .action(() =>
      withStores(async (stores) => (await import("./keys.ts")).rotateSigningKey(stores)),
    );

  program
    .command("replay")
    .description("print who changed whose role and when, as a timeline")
    .requiredOption("--organization <id>", "the organization's id", parseId)
    .option("--member <id or address>", "only the changes of this member", (text) =>
      text.includes("@") ? text : parseId(text),
    )
    .option("--at <time>", "stop at this time, and print who had which role then")
    .action((options: ReplayOptions) =>
      withStores(async (stores) => (await import("./replay.ts")).replay(stores, options)),
    );

  return program;
}

function defineProjections(program: Command, withStores: Opening["withStores"]): void {
  const load = () => import("./projections.ts");
  const projections = program
    .command("projections")
    .description("show the read models, and get a stopped one going again");

  projections
    .command("status")
    .description("show every projection with its position, lag, failure and what it has set aside")
    .action(() => withStores(async (stores) => (await load()).showStatus(stores)));

  projections
    .command("retry")
    .description(
      "retry the events at which a projection stopped or for which it set something aside",
    )
    .argument("[name]", "the projection; needed only if several have failed")
    .action((name?: string) =>
      withStores(async (stores) => (await load()).retryFailed(stores, name)),
    );

  projections
    .command("skip")
    .description("skip an event that a projection cannot fold; the skip is recorded for ever")
    .argument("<position>", "the event's position, as `status` shows it", parsePosition)
    .requiredOption("--reason <text>", "why the event may be skipped")
    .option("--projection <name>", "the projection; needed only if several have failed")
    .action((position: bigint, options: { reason: string; projection?: string }) =>
      withStores(async (stores) => (await load()).skipFailed(stores, position, options)),
    );

  projections
    .command("rebuild")
    .description("rebuild a projection's tables from the log while the old ones serve, then switch")
    .argument("[name]", "the projection, as `status` shows it")
    .option("--all", "rebuild all projections, with one pass over the log")
    .option("--replace-newer", "replace the tables of a newer version, too, to go back to this one")
    .action((name: string | undefined, options: { all?: boolean; replaceNewer?: boolean }) => {
      if ((name === undefined) !== (options.all === true)) {
        throw new StartupError("name one projection, or pass --all");
      }
      return withStores(async (stores) => (await load()).rebuildTables(stores, name, options));
    });
}

function parsePosition(text: string): bigint {
  if (!/^[1-9]\d{0,17}$/.test(text)) throw new InvalidArgumentError("It must be a position.");
  return BigInt(text);
}

function parseId(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) {
    throw new InvalidArgumentError("It must be an id, such as organizationId in first-run.json.");
  }
  return text;
}
