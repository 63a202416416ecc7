/** Reads server-sent events from a real connection, as the specification says (WHATWG HTML, 9.2). */
import { get, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { eventually } from "./eventually.ts";

export interface ChangeMessage {
  readonly type: string;
  readonly position: string;
  readonly userId?: string;
  readonly solutionId?: string;
  readonly actor?: { readonly userId: string; readonly name?: string };
  readonly occurredAt: string;
}

export interface ChangeStream {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The whole text received. */
  text: string;
  /** The data of the messages `change`. */
  readonly changes: ChangeMessage[];
  resets: number;
  /** What a browser would send as `Last-Event-ID`. */
  lastEventId: string;
  isOver: boolean;
  leave(): void;
  /** Resolves once the service has ended the stream. */
  ended(): Promise<void>;
  /** Resolves once this position or a later one was received. */
  reached(position: string | undefined): Promise<void>;
}

export interface Opening {
  readonly token?: string | undefined;
  readonly lastEventId?: string | undefined;
  readonly query?: string;
}

/** Connects and waits for the first message, or for the whole answer if the request is refused. */
export async function openChanges(
  url: string,
  organizationId: string,
  { token, lastEventId, query = "" }: Opening,
): Promise<ChangeStream> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
    };
    const path = `${url}/v1/organizations/${organizationId}/changes${query}`;
    get(path, { headers, agent: false }, resolve).on("error", reject);
  });
  const stream: ChangeStream = {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: "",
    changes: [],
    resets: 0,
    lastEventId: lastEventId ?? "",
    isOver: false,
    leave: () => response.destroy(),
    ended: () => eventually(() => stream.isOver).then(() => undefined),
    reached: (position = "") =>
      eventually(() => BigInt(stream.changes.at(-1)?.position ?? 0) >= BigInt(position)).then(
        () => undefined,
      ),
  };
  let rest = "";
  response.setEncoding("utf8");
  response.on("data", (chunk: string) => {
    stream.text += chunk;
    const blocks = (rest + chunk).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) take(stream, block);
  });
  response.on("error", () => undefined);
  response.on("close", () => (stream.isOver = true));
  await eventually(() => (stream.status === 200 ? stream.text !== "" : stream.isOver));
  return stream;
}

function take(stream: ChangeStream, block: string): void {
  const fields = new Map(
    block.split("\n").map((line) => {
      const [name = "", ...value] = line.split(": ");
      return [name, value.join(": ")];
    }),
  );
  stream.lastEventId = fields.get("id") ?? stream.lastEventId;
  const data = fields.get("data");
  if (data === undefined) return;
  if (fields.get("event") === "reset") stream.resets += 1;
  else if (fields.get("event") === "change") stream.changes.push(JSON.parse(data));
  else throw new Error(`an unknown event: ${block}`);
}
