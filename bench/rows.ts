/** The rows of `npm run bench`, in the order in which they are measured and shown. */
import type { Pace } from "./contest.ts";
import type { Prepare } from "./systems.ts";

export interface Row {
  /** `npm run bench -- <name>` measures it alone. */
  readonly name: string;
  readonly title: string;
  /** Measured by its name alone, because filling its database takes minutes. */
  readonly isLong?: true;
  /** Its systems are sizes: shown as curves. */
  readonly isCurve?: true;
  /** Of a row of many cells; else rounds and seconds are the usual ones. */
  readonly pace?: Pace;
  /** A row that is not measured need not be loaded. */
  load(): Promise<Prepare>;
}

export const rows: readonly Row[] = [
  {
    name: "role-change",
    title: "Role change, visible in the read model",
    load: async () => (await import("./rows/role-change.ts")).roleChange,
  },
  {
    name: "members-page",
    title: "First page of 50 members, by token",
    load: async () => (await import("./rows/members-page.ts")).membersPage,
  },
  {
    name: "key-check",
    title: "Check of a token: `GET /v1/users/me`",
    load: async () => (await import("./rows/key-check.ts")).keyCheck,
  },
  {
    name: "invite",
    title: "Invitation without mail",
    load: async () => (await import("./rows/invite.ts")).invite,
  },
  {
    name: "invite-mailed",
    title: "Invitation with a mail",
    load: async () => (await import("./rows/invite.ts")).inviteMailed,
  },
  {
    name: "invite-batch",
    title: "5,000 people invited in one request, without mail",
    load: async () => (await import("./rows/invite.ts")).inviteBatch,
  },
  {
    name: "idle",
    title: "Idle: what a system costs while nothing is asked",
    load: async () => (await import("./rows/idle.ts")).idle,
  },
  {
    name: "append",
    title: "Append of one event to a new stream",
    load: async () => (await import("./rows/append.ts")).append,
  },
  {
    name: "visible",
    title: "Visible after an append",
    load: async () => (await import("./rows/visible.ts")).visible,
  },
  {
    name: "read-all",
    title: "Reading all events",
    load: async () => (await import("./rows/read-all.ts")).readAll,
  },
  {
    name: "rebuild",
    title: "Rebuild of read models",
    load: async () => (await import("./rows/rebuild.ts")).rebuilds,
  },
  {
    name: "start",
    title: "Start to ready, beyond Node.js's own start",
    load: async () => (await import("./rows/start.ts")).start,
  },
  {
    name: "eventstoredb",
    title: "EventStoreDB: role changes",
    load: async () => (await import("./rows/eventstoredb.ts")).eventStoreDbCommands,
  },
  {
    name: "eventstoredb-port",
    title: "EventStoreDB: appends and reading",
    load: async () => (await import("./rows/eventstoredb.ts")).eventStoreDbPort,
  },
  {
    name: "export",
    title: "Export and verification of a long log",
    isLong: true,
    load: async () => (await import("./rows/export.ts")).exports,
  },
  {
    name: "growth",
    title: "Growth: members of one organization",
    isLong: true,
    isCurve: true,
    pace: { rounds: 2, seconds: 1, warmUp: 0.3 },
    load: async () => (await import("./rows/growth.ts")).growth,
  },
  {
    name: "organizations",
    title: "Growth: organizations, and the memberships of one person",
    isLong: true,
    pace: { rounds: 3, seconds: 5, warmUp: 1 },
    load: async () => (await import("./rows/organizations.ts")).organizations,
  },
  {
    name: "long-log",
    title: "Rebuild of read models from a long log",
    isLong: true,
    pace: { rounds: 1, seconds: 1 },
    load: async () => (await import("./rows/long-log.ts")).longLog,
  },
  {
    name: "churn",
    title: "Half an hour of churn",
    isLong: true,
    pace: { rounds: 1, seconds: 300, warmUp: 0 },
    load: async () => (await import("./rows/churn.ts")).churn,
  },
];
