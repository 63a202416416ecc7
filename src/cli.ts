#!/usr/bin/env node
/** `npx muster`: the operator's commands. They work with or without a running service. */
import { Command } from "commander";
import { defineCommands } from "./cli/commands.ts";
import { letReadersLeave } from "./platform/early-readers.ts";
import { StartupError } from "./platform/startup-error.ts";

letReadersLeave();
try {
  await defineCommands(new Command("muster")).parseAsync();
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`muster: ${error.message}\n`);
  process.exitCode = 1;
}
