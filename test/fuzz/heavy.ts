/** The heaviest bodies, refused and accepted: nobody else may have to wait long for any of them. */
import type { Cast } from "./cast.ts";

export interface HeavyRequest {
  readonly title: string;
  readonly path: string;
  readonly token?: string | undefined;
  readonly body: string;
  readonly status: number;
}

const many = (count: number, value: string): string => Array(count).fill(value).join(",");

export function heavyRequests({ own, callers }: Cast): readonly HeavyRequest[] {
  const organization = `/v1/organizations/${own.organization[0]}`;
  const logs = `${organization}/logs`;
  const batch = `${organization}/members/batch?dryRun=true`;
  const { owner } = callers;
  const hollow = `{"\\u0061":[${many(340_000, "[]")}]}`;
  const log = { level: "INFO", category: "c", message: "é".repeat(7_000) };
  const words = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`p${at}`, "\u00e9"]));
  const rows = Array.from({ length: 5_000 }, (_, at) => ({
    email: `heavy-${at}@example.com`,
    firstName: "H".repeat(100),
    lastName: "H".repeat(100),
  }));
  const table = (items: readonly unknown[], key: string) => JSON.stringify({ [key]: items });
  return [
    { title: "hollow lists, unknown address", path: "/v1/nowhere", body: hollow, status: 404 },
    { title: "hollow lists, anonymous", path: logs, body: hollow, status: 401 },
    { title: "hollow lists, public route", path: "/v1/sign-up", body: hollow, status: 413 },
    { title: "hollow lists as log entries", path: logs, token: owner, body: hollow, status: 400 },
    { title: "hollow lists as members", path: batch, token: owner, body: hollow, status: 400 },
    {
      title: "600,000 parameters of a log entry",
      path: logs,
      token: owner,
      body: `{"entries":[{"parameters":{${Array.from({ length: 600_000 }, (_, at) => `"${at}":0`).join(",")}}}]}`,
      status: 400,
    },
    {
      title: "31,000 wrong log entries",
      path: logs,
      token: owner,
      body: `{"entries":[${many(31_000, "null")}]}`,
      status: 400,
    },
    {
      title: "8 MiB of backslashes",
      path: logs,
      token: owner,
      body: JSON.stringify({ entries: "\\".repeat(4_194_000) }),
      status: 400,
    },
    {
      title: "500 log entries of 7 MB",
      path: logs,
      token: owner,
      body: table(
        Array.from({ length: 500 }, () => log),
        "entries",
      ),
      status: 202,
    },
    {
      title: "500 log entries with 50 parameters",
      path: logs,
      token: owner,
      body: table(
        Array.from({ length: 500 }, () => ({ ...log, message: "m", parameters: words })),
        "entries",
      ),
      status: 202,
    },
    { title: "5,000 rows", path: batch, token: owner, body: table(rows, "members"), status: 207 },
    {
      title: "5,000 wrong rows",
      path: batch,
      token: owner,
      body: table(
        Array.from({ length: 5_000 }, () => ({ email: "no", a: [], b: {}, c: null })),
        "members",
      ),
      status: 207,
    },
  ];
}
