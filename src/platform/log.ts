/**
 * The log, by pino: JSON lines, or readable lines if standard output is a terminal. Secrets and personal
 * data are removed.
 */
import pino, { type Logger } from "pino";
import { prettyFactory } from "pino-pretty";
import type { Config } from "./config.ts";

const secrets = [
  "authorization",
  "cookie",
  "secret",
  "token",
  "sessionToken",
  "password",
  "connectionString",
];

/** Standard output, or a collector in tests. */
interface LogOutput {
  readonly isTTY?: boolean;
  write(line: string): void;
}

/** @param level pino's levels, or `silent` */
export function createLog(
  level: string,
  { LOG_FORMAT }: Pick<Config, "LOG_FORMAT"> = { LOG_FORMAT: "auto" },
  output: LogOutput = process.stdout,
): Logger {
  const options: pino.LoggerOptions = {
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: "[redacted]",
    },
    serializers: { err: serializeError },
  };
  if (LOG_FORMAT === "json" || !output.isTTY) {
    return output === process.stdout ? pino(options) : pino(options, output);
  }
  const readable = prettyFactory({
    ignore: "pid,hostname",
    translateTime: "UTC:yyyy-mm-dd'T'HH:MM:ss.l'Z'",
    singleLine: true,
  });
  return pino(options, { write: (line) => output.write(readable(line)) });
}

/**
 * Leaves out the driver's extra fields: `detail`, `where` and `parameters` may repeat a row's content.
 */
function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: "not an error" };
  const { name, message, stack } = error;
  const { code } = error as NodeJS.ErrnoException;
  return { type: name, message, code, stack };
}
