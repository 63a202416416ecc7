/** The commands of `muster` with their options. What a command needs is loaded when it runs, not for `--help`. */
import { type Command, InvalidArgumentError } from "commander";
import manifest from "../../package.json" with { type: "json" };
import type { Opening } from "./open.ts";
import type { ReplayOptions } from "./replay.ts";
import type { VerifyOptions } from "./verify.ts";

/** @param open injected by tests, and by nothing else */
export function defineCommands(
  program: Command,
  open: () => Promise<Opening> = () => import("./open.ts"),
): Command {
  const withStores: Opening["withStores"] = async (work) => (await open()).withStores(work);
  const withServices: Opening["withServices"] = async (work) => (await open()).withServices(work);

  program
    .description(
      "The operator's commands of Muster. Configured by the environment, as the service is.",
    )
    .version(manifest.version)
    .showHelpAfterError();

  program
    .command("bootstrap")
    .description("founds an organization with its owner, and signs the owner in")
    .requiredOption("--email <address>", "the owner's e-mail address")
    .requiredOption("--organization <name>", "the organization's name")
    .action((founding: { email: string; organization: string }) =>
      withServices(async (services) => {
        const { bootstrap } = await import("../service/bootstrap.ts");
        const founded = await bootstrap(services, founding);
        process.stdout.write(`${JSON.stringify(founded, undefined, 2)}\n`);
      }),
    );

  defineProjections(program, withStores);

  program
    .command("verify")
    .description("checks a bundle offline: signature, order, root, consistency, and its tables")
    .argument("<bundle>", "the zip that an export of the format `bundle` gave")
    .option("--key <key>", "the public key, got another way than the bundle")
    .option("--previous <file>", "an older bundle, or a checkpoint that was kept")
    .option("--json", "prints the verdict as JSON")
    .addHelpText(
      "after",
      "\nEnds with 0 where nothing is wrong, 2 where the bundle is refused, 3 where nobody signed it,\nand 1 where it could not be read.",
    )
    .action(async (bundle: string, options: VerifyOptions) =>
      (await import("./verify.ts")).verify(bundle, options),
    );

  program
    .command("erase-user")
    .description(
      "forgets a person for good: their data is unreadable everywhere, the log stays complete",
    )
    .option("--email <address>", "by their e-mail address")
    .option("--user <id>", "by their id")
    .action((whom: { email?: string; user?: string }) =>
      withServices(async (services) =>
        (await import("./erase-user.ts")).eraseByOperator(services, whom),
      ),
    );

  program
    .command("rotate-master-key")
    .description("wraps every key anew under another master key; no service may be running")
    .addHelpText(
      "after",
      "\nThe data directory's own key is replaced by a new one. Where MUSTER_MASTER_KEY is set,\nset MUSTER_NEW_MASTER_KEY to the key that is to follow, and use it from then on.",
    )
    .action(async () => (await import("./keys.ts")).rotateTheMasterKey());

  program
    .command("rotate-signing-key")
    .description(
      "makes a new key that signs checkpoints and exports; the old one names it, and is destroyed",
    )
    .action(() =>
      withStores(async (stores) => (await import("./keys.ts")).rotateSigningKey(stores)),
    );

  program
    .command("replay")
    .description("tells how roles changed, and who changed them, as a timeline to read")
    .requiredOption("--organization <id>", "the organization", parseId)
    .option("--member <id or address>", "one member's story only", (text) =>
      text.includes("@") ? text : parseId(text),
    )
    .option("--at <time>", "up to this moment, and who had which role then", parseTime)
    .action((options: ReplayOptions) =>
      withStores(async (stores) => (await import("./replay.ts")).replay(stores, options)),
    );

  return program;
}

function defineProjections(program: Command, withStores: Opening["withStores"]): void {
  const load = () => import("./projections.ts");
  const projections = program
    .command("projections")
    .description("the read models: how far they are, and what to do when one has stopped");

  projections
    .command("status")
    .description("shows every projection with its position, lag and failure")
    .action(() => withStores(async (stores) => (await load()).showStatus(stores)));

  projections
    .command("retry")
    .description("lets a stopped projection try its event again")
    .argument("[name]", "the projection; may be left out where only one has stopped")
    .action((name?: string) =>
      withStores(async (stores) => (await load()).retryStopped(stores, name)),
    );

  projections
    .command("skip")
    .description("leaves out the event at which a projection has stopped; recorded for ever")
    .argument("<position>", "the event's position, as `status` shows it", parsePosition)
    .requiredOption("--reason <text>", "why it may be left out")
    .option("--projection <name>", "the projection; may be left out where only one has stopped")
    .action((position: bigint, options: { reason: string; projection?: string }) =>
      withStores(async (stores) => (await load()).skipStopped(stores, position, options)),
    );

  projections
    .command("rebuild")
    .description("makes a projection's tables anew while the old ones serve, and switches them")
    .argument("<name>", "the projection, as `status` shows it")
    .action((name: string) =>
      withStores(async (stores) => (await load()).rebuildTables(stores, name)),
    );
}

function parsePosition(text: string): bigint {
  if (!/^[1-9]\d{0,18}$/.test(text)) throw new InvalidArgumentError("It must be a position.");
  return BigInt(text);
}

function parseId(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) {
    throw new InvalidArgumentError("It must be an id such as first-run.json has.");
  }
  return text;
}

function parseTime(text: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) {
    throw new InvalidArgumentError("It must be a time such as 2026-03-01T12:00:00Z.");
  }
  return time.toISOString();
}
