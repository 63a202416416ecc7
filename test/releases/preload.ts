/**
 * Loaded into the recorded program before its own code: writes the text of each SQL statement that it
 * sends to the file SQL_LOG, and answers its pushes to push.example instead of the network.
 */
import { EventEmitter } from "node:events";
import { appendFileSync } from "node:fs";
import https from "node:https";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { join } from "node:path";

interface Connection {
  query(text: string): void;
  parse(statement: { text: string }): void;
}

// The program's own driver, not that of this file.
const driver = createRequire(join(process.cwd(), "package.json"))("pg") as {
  Connection: { prototype: Connection };
};
const connection = driver.Connection.prototype;
const { query, parse } = connection;
const file = process.env["SQL_LOG"] ?? "";

const note = (text: string): void => appendFileSync(file, `${JSON.stringify(text)}\n`);
connection.query = function noted(text) {
  note(text);
  query.call(this, text);
};
connection.parse = function noted(statement) {
  note(statement.text);
  parse.call(this, statement);
};

const { request } = https;
const replaced = (...values: Parameters<typeof request>) => {
  const [address] = values;
  if (new URL(String(address)).hostname !== "push.example") return request(...values);
  const response = Object.assign(new EventEmitter(), {
    statusCode: 201,
    headers: {},
    resume: () => undefined,
  });
  const asked = new EventEmitter();
  return Object.assign(asked, { end: () => setImmediate(() => asked.emit("response", response)) });
};
Object.assign(https, { request: replaced });
syncBuiltinESMExports();
