/** The log: JSON lines by pino. What could be a secret or personal is cut out, wherever it comes from. */
import pino, { type Logger } from "pino";

const secrets = [
  "authorization",
  "cookie",
  "secret",
  "token",
  "sessionToken",
  "password",
  "connectionString",
];

/**
 * @param level pino's levels, or `silent`
 * @param destination where the lines go; standard output where left out
 */
export function createLog(level: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    redact: {
      paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: "[redacted]",
    },
    serializers: { err: described },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/**
 * An error without the fields that a driver hangs on it: what a database says of a row (`detail`,
 * `where`, `parameters`) may repeat the row.
 */
function described(error: unknown): object {
  if (!(error instanceof Error)) return { message: "not an error" };
  const { name, message, stack } = error;
  const { code } = error as NodeJS.ErrnoException;
  return { type: name, message, code, stack };
}
