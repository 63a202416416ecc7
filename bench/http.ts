/** Measures commands and lists over HTTP by token, and bare routes under the same load as peers. */
import autocannon from "autocannon";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Row } from "./row.ts";
import { type MeasuredService, withService } from "./service.ts";

const seconds = 8;
const members = { few: 1_000, many: 100_000 };

export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
}

export async function benchHttp(): Promise<readonly Row[]> {
  const few = await withService(members.few, async (service, userIds) => {
    const bare = await startBare(service);
    try {
      const list = await page(service);
      const bareList = await load({ url: `${bare.url}/members`, connections: 16 });
      const command = await roleChanges(service.url, memberPaths(service, userIds), service.token);
      const crud = await roleChanges(
        bare.url,
        userIds.map((id) => `/crud/${id}`),
        undefined,
      );
      return { list, bareList, command, crud };
    } finally {
      await bare.stop();
    }
  });
  const many = await withService(members.many, page);
  const ratio = few.list.perSecond / few.bareList.perSecond;
  return [
    {
      name: "role changes over HTTP, visible in the read model, 64 at once",
      value: few.command.perSecond,
      unit: "commands/s",
      bar: 2000,
    },
    { name: "their p99", value: few.command.p99, unit: "ms", atMost: 80 },
    {
      name: "the same, compared with a bare CRUD route: one transaction, no rules, no events",
      value: few.command.perSecond,
      unit: "commands/s",
      peer: `${Math.round(few.crud.perSecond)}/s`,
      ratio: few.command.perSecond / few.crud.perSecond,
    },
    {
      name: "GET members, page of 50, by token, compared with a bare route with that one query",
      value: few.list.perSecond,
      unit: "pages/s",
      peer: `${Math.round(few.bareList.perSecond)}/s`,
      ratio,
      bar: 0.7,
    },
    {
      name: `p99 of that page at ${members.many} members, compared with ${members.few}`,
      value: many.p99,
      unit: "ms",
      peer: `${few.list.p99} ms`,
      ratio: many.p99 / few.list.p99,
      atMost: 1.5,
    },
  ];
}

function page({ url, organizationId, token }: MeasuredService): Promise<Load> {
  return load({
    url: `${url}/v1/organizations/${organizationId}/members?limit=50`,
    connections: 16,
    headers: { authorization: `Bearer ${token}` },
  });
}

export function memberPaths(
  { organizationId }: Pick<MeasuredService, "organizationId">,
  userIds: readonly string[],
): string[] {
  return userIds.map((userId) => `/v1/organizations/${organizationId}/members/${userId}`);
}

/** Changes the roles of all members in turn, back and forth, so no two requests change one member. */
export function roleChanges(
  url: string,
  paths: readonly string[],
  token: string | undefined,
  connections = 64,
) {
  let next = 0;
  const headers = {
    "content-type": "application/json",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return load({
    url,
    connections,
    requests: [
      {
        method: "PATCH",
        headers,
        setupRequest(request) {
          const path = paths[next % paths.length] ?? "/";
          const userRole = Math.floor(next / paths.length) % 2 === 0 ? "CREATOR" : "USER";
          next += 1;
          return { ...request, path, body: JSON.stringify({ userRole }) };
        },
      },
    ],
  });
}

/** Warms up, then measures. @throws Error on any response other than 2xx */
async function load(options: autocannon.Options): Promise<Load> {
  await autocannon({ ...options, duration: 2 });
  const result = await autocannon({ ...options, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0) {
    const statuses = JSON.stringify(result.statusCodeStats);
    throw new Error(`requests were refused: ${statuses}; ${result.errors} failed`);
  }
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}

async function startBare({ connection, organizationId }: MeasuredService) {
  const input = JSON.stringify({ connection, organizationId });
  const child = spawn(process.execPath, [join(import.meta.dirname, "bare.ts"), input], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return {
    url: line.toString().trim(),
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
