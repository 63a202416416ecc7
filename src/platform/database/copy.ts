/**
 * `copy ... from stdin`: PostgreSQL's fastest way to take many rows. pg-copy-streams, the usual package, does
 * not work on a connection that pipelines: it waits for the server's answer before it sends the rows.
 */
import { type ClientBase, type Connection, Query } from "pg";

/** What pg's connection has besides its types, for packages that copy. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Sends everything at once. If the server refuses the statement, it ignores the rows. */
class CopyQuery extends Query {
  constructor(text: string, rows: Buffer, callback: (error: Error | undefined) => void) {
    super(text, callback);
    this.submit = (connection) => {
      const copying = connection as CopyConnection;
      copying.query(text);
      copying.sendCopyFromChunk(rows);
      copying.endCopyFrom();
    };
  }

  /** pg would answer that there are no rows. */
  handleCopyInResponse(): void {}
}

/** Runs the statement with the rows in its text format. */
export async function copyFrom(client: ClientBase, text: string, rows: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const done = (error?: Error): void => (error ? reject(error) : resolve());
    client.query(new CopyQuery(text, Buffer.from(rows), done));
  });
}

const special = /[\\\n\r\t\0]/;
const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  // PostgreSQL cannot store it.
  "\0": "",
};

/** A text as `copy` reads it. */
export function copyText(value: string): string {
  if (!special.test(value)) return value;
  return value.replaceAll(/[\\\n\r\t\0]/g, (character) => escapes[character] ?? "");
}
