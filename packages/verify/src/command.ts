/** Defines the command once for both doors: `muster-verify` of the package and `muster verify`. */
import type { Command } from "commander";
import type { CommandOptions } from "./run.ts";

/** Loads the verifier only when the command runs, so that `--help` is quick. */
export function defineVerify(command: Command): Command {
  return command
    .summary("check a bundle offline: signature, order, root, consistency and tables")
    .description(
      "Check an exported bundle of an organization's log. Needs no server and no network.\n\n" +
        "Shows that the events are complete, in order and as they were signed, and that the tables " +
        "in the bundle follow from them byte for byte.",
    )
    .argument("<bundle>", "the zip file of an export in the format `bundle`, as it was downloaded")
    .option("--key <key>", "the service's public key, from another source than the bundle")
    .option(
      "--previous <file>",
      "an older bundle or a checkpoint that you kept: did the log only grow?",
    )
    .option("--json", "print the verdict as JSON")
    .addHelpText("after", ({ command }) => moreHelp(callOf(command)))
    .action(async (bundle: string, options: CommandOptions) =>
      (await import("./run.ts")).runVerify(bundle, options),
    );
}

function callOf(command: Command): string {
  return [command.parent?.name(), command.name()].filter((name) => name !== undefined).join(" ");
}

const moreHelp = (call: string): string => `
Without --key, only the bundle itself vouches for its key: a bundle forged as a whole passes.
Get the key once by another channel (GET /v1/keys shows it) and pass it every time. If it is
replaced, it names its successor, which is followed.

Examples:
  ${call} bundle.zip --key "$KEY"
  ${call} october.zip --key "$KEY" --previous september.zip
  ${call} bundle.zip --key "$KEY" --previous checkpoint.txt --json

Exit codes:
  0  verified
  1  the command could not run: a file cannot be read, or an option is wrong
  2  refused: each failure is named
  3  intact, but unsigned: anybody can have made it`;
