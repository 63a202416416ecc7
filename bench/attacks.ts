/** What one person does with the whole of their budgets, each as a loop of requests without a pause. */
import { once } from "node:events";
import { connect } from "node:net";
import { Agent, type IncomingMessage, request } from "node:http";

export interface Attacker {
  readonly url: string;
  readonly organizationId: string;
  readonly token: string;
  readonly memberIds: readonly string[];
}

/** Runs until its thread ends. */
export type Attack = (attacker: Attacker) => Promise<unknown>;

/** Not the neighbour's address, which has connections of its own. */
const localAddress = "127.0.0.2";

interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** So many loops, each of which sends the next request when the answer has been read. */
function storm(loops: number, next: (attacker: Attacker) => Ask): Attack {
  return async (attacker) => {
    const agent = new Agent({ keepAlive: true, maxSockets: loops });
    const loop = async (): Promise<void> => {
      for (;;) {
        const response = await send(attacker, next(attacker), agent).catch(() => undefined);
        response?.resume();
        if (response !== undefined) await once(response, "close").catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: loops }, loop));
  };
}

/** Opens so many answers and reads none of them, again when one is closed. */
function slowReaders(loops: number, next: (attacker: Attacker) => Ask): Attack {
  return async (attacker) => {
    const loop = async (): Promise<void> => {
      for (;;) {
        const response = await send(attacker, next(attacker)).catch(() => undefined);
        if (response?.statusCode !== 200) {
          response?.resume();
          continue;
        }
        await once(response, "close").catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: loops }, loop));
  };
}

async function send(
  { url, token }: Attacker,
  { method = "GET", path, body, headers }: Ask,
  agent: Agent | false = false,
): Promise<IncomingMessage> {
  const asked = request(url + path, {
    method,
    agent,
    localAddress,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
  });
  asked.end(typeof body === "string" ? body : body && JSON.stringify(body));
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  response.on("error", () => undefined);
  return response;
}

async function idleConnections({ url }: Attacker): Promise<void> {
  const port = Number(new URL(url).port);
  for (let opened = 1; opened <= 3_000; opened += 1) {
    connect({ port, host: "127.0.0.1", localAddress }).on("error", () => undefined);
    if (opened % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

const home = ({ organizationId }: Attacker): string => `/v1/organizations/${organizationId}`;
const deep = `{"a":${"[".repeat(500_000)}`;
const entry = { level: "INFO", category: "bench", message: "x".repeat(500) };
const large = "x".repeat(16_000);
let turn = 0;

const waiting = "after=0&wait=30&types=OrganizationDeleted";
const longPolls = storm(200, (own) => ({ path: `${home(own)}/events?${waiting}` }));
const headers = { accept: "application/x-ndjson" };
const unreadLines = slowReaders(16, (own) => ({ path: `${home(own)}/events`, headers }));

export const attacks: readonly (readonly [name: string, attack: Attack])[] = [
  [
    "waits for positions that do not exist, 200 at once",
    storm(200, (own) => ({ path: home(own), headers: { "muster-min-position": "999999999" } })),
  ],
  ["exports, 16 at once", storm(16, (own) => ({ path: `${home(own)}/export?format=bundle` }))],
  ["exports that nobody reads, 16", slowReaders(16, (own) => ({ path: `${home(own)}/export` }))],
  ["access reviews, 40 at once", storm(40, (own) => ({ path: `${home(own)}/access-review` }))],
  [
    "access reviews that nobody reads, 200",
    slowReaders(200, (own) => ({ path: `${home(own)}/access-review` })),
  ],
  [
    "pages of members by search, 64 at once",
    storm(64, (own) => ({ path: `${home(own)}/members?search=am&sort=lastActiveAt&limit=500` })),
  ],
  ["pages of events, 64 at once", storm(64, (own) => ({ path: `${home(own)}/events?limit=500` }))],
  [
    "long polls of the log, 200, and NDJSON that nobody reads, 16",
    (own) => Promise.all([longPolls(own), unreadLines(own)]),
  ],
  [
    "settings of 16 KB, 16 at once",
    storm(16, () => {
      turn += 1;
      return { method: "PUT", path: "/v1/users/me/settings", body: { turn, kept: large } };
    }),
  ],
  ["streams of changes, 100", slowReaders(100, (own) => ({ path: `${home(own)}/changes` }))],
  [
    "role changes, 64 at once",
    storm(64, (own) => {
      turn += 1;
      const userId = own.memberIds[turn % own.memberIds.length] ?? "";
      const userRole = turn % 2 === 0 ? "USER" : "CREATOR";
      return { method: "PATCH", path: `${home(own)}/members/${userId}`, body: { userRole } };
    }),
  ],
  [
    "log entries, 500 in each of 16 requests at once",
    storm(16, (own) => ({
      method: "POST",
      path: `${home(own)}/logs`,
      body: { entries: Array.from({ length: 500 }, () => entry) },
    })),
  ],
  [
    "deep bodies of 500 KB, 16 at once",
    storm(16, (own) => ({ method: "POST", path: `${home(own)}/logs`, body: deep })),
  ],
  [
    "organizations founded, 16 at once",
    storm(16, () => ({ method: "POST", path: "/v1/organizations", body: { name: "One more" } })),
  ],
  ["idle connections, 3,000", idleConnections],
];
