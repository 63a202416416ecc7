#!/usr/bin/env node
/** `muster-verify`: the command of this package. */
import { Command } from "commander";
import { letReadersLeave } from "../../../src/platform/early-readers.ts";
import { StartupError } from "../../../src/platform/startup-error.ts";
import manifest from "../package.json" with { type: "json" };
import { defineVerify } from "./command.ts";

letReadersLeave();
try {
  const program = new Command("muster-verify").version(manifest.version).showHelpAfterError();
  await defineVerify(program).parseAsync();
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`muster-verify: ${error.message}\n`);
  process.exitCode = 1;
}
