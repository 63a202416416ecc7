/** The projection `usage`: whatever the batches, its days are those of a simple count. */
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addMinutes } from "../../../src/domain/time.ts";
import { categoryOf, idIn } from "../../../src/domain/streams.ts";
import type { RecordedEvent } from "../../../src/eventstore/codec.ts";
import {
  openDatabaseSession,
  type DatabaseSession,
} from "../../../src/projections/engine/database-session.ts";
import { readUsage, type UsageDay } from "../../../src/projections/usage/queries.ts";
import { usage } from "../../../src/projections/usage/usage.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { histories } from "../../support/history.ts";
import { id } from "../../support/event-log.ts";
import { batches } from "../../support/directory-tables.ts";
import { effort } from "../../support/effort.ts";

let database: TestDatabase;
let session: DatabaseSession;
const organizations = [id(101), id(102)];
const users = [id(201), id(202), id(203), id(204)];
const start = "2026-01-01T00:00:00.000Z";
const last = "2026-04-30";

beforeAll(async () => {
  database = await createTestDatabase();
  session = await openDatabaseSession(database.connection);
});
afterAll(async () => {
  await session.close();
  await database.drop();
});

const streamIds = (stream: string) => idIn(stream).split(".");

/** Spreads a history of hours over weeks, and makes the users its actors. */
function spread(events: readonly RecordedEvent[]): RecordedEvent[] {
  return events.map((event, index) => {
    const [first = ""] = streamIds(event.stream);
    const home = (event.data as { organizationId?: string }).organizationId;
    const category = categoryOf(event.stream);
    const ofOrganization = category === "member" || category === "organization";
    const organizationId = ofOrganization ? first : category === "solution" ? home : undefined;
    return {
      ...event,
      metadata: {
        ...event.metadata,
        organizationId,
        occurredAt: addMinutes(start, index * 500),
        actor: { userId: users[index % users.length] ?? "", via: "SESSION" },
      },
    };
  });
}

interface World {
  exists: boolean;
  readonly members: Map<string, { status: string; role: string; solutions: Set<string> }>;
  readonly solutions: Set<string>;
}

const noDay = (date: string): UsageDay => ({
  date,
  members: {
    total: 0,
    byStatus: { INVITED: 0, ACTIVE: 0, DISABLED: 0 },
    byRole: { OWNER: 0, ADMIN: 0, CREATOR: 0, USER: 0 },
  },
  solutions: 0,
  assignments: 0,
  activeUsers: 0,
  invitationsSent: 0,
  invitationsAccepted: 0,
  tokenUses: 0,
  notifications: 0,
});

/** Goes through the days in order, and counts everything at the end of each. */
function counted(events: readonly RecordedEvent[], organizationId: string): UsageDay[] {
  const world: World = { exists: false, members: new Map(), solutions: new Set() };
  const organizationOfToken = new Map<string, string | undefined>();
  const found: UsageDay[] = [];
  for (let date = "2026-01-01"; date <= last; date = nextDay(date)) {
    const active = new Set<string>();
    const flows = { invitationsSent: 0, invitationsAccepted: 0, tokenUses: 0 };
    const isActive = (userId: string) =>
      world.exists && world.members.get(userId)?.status === "ACTIVE";
    for (const event of events.filter(({ metadata }) => metadata.occurredAt.startsWith(date))) {
      const { type, stream, metadata } = event;
      const [first = "", second = ""] = streamIds(stream);
      if (type === "TokenIssued") organizationOfToken.set(first, event.data.organizationId);
      if (type === "TokenUsed" || type === "UserLoggedIn") {
        const only = type === "TokenUsed" ? organizationOfToken.get(first) : undefined;
        const userId = metadata.subjectId ?? "";
        if (isActive(userId) && (only === undefined || only === organizationId)) {
          active.add(userId);
          if (type === "TokenUsed") flows.tokenUses += 1;
        }
      }
      const here =
        categoryOf(stream) === "solution"
          ? metadata.organizationId === organizationId || world.solutions.has(first)
          : first === organizationId;
      if (!here) continue;
      if (type === "OrganizationDeleted") {
        world.exists = false;
        world.members.clear();
        world.solutions.clear();
        continue;
      }
      if (type === "OrganizationFounded" || type === "MemberFounded") world.exists = true;
      if (!world.exists) continue;
      happen(world, event, second);
      if (type === "InviteIssued" && world.members.has(second)) flows.invitationsSent += 1;
      if (type === "InviteAccepted") flows.invitationsAccepted += 1;
      if (metadata.organizationId !== undefined && isActive(metadata.actor.userId)) {
        active.add(metadata.actor.userId);
      }
    }
    const members = [...world.members.values()];
    const having = (field: "status" | "role", value: string) =>
      members.filter((member) => member[field] === value).length;
    found.push({
      ...noDay(date),
      members: {
        total: members.length,
        byStatus: {
          INVITED: having("status", "INVITED"),
          ACTIVE: having("status", "ACTIVE"),
          DISABLED: having("status", "DISABLED"),
        },
        byRole: {
          OWNER: having("role", "OWNER"),
          ADMIN: having("role", "ADMIN"),
          CREATOR: having("role", "CREATOR"),
          USER: having("role", "USER"),
        },
      },
      solutions: world.solutions.size,
      assignments: members.reduce(
        (sum, { solutions }) =>
          sum + [...solutions].filter((one) => world.solutions.has(one)).length,
        0,
      ),
      ...flows,
      activeUsers: active.size,
    });
  }
  return found;
}

function happen({ members, solutions }: World, event: RecordedEvent, userId: string): void {
  const [solutionId = ""] = streamIds(event.stream);
  const member = members.get(userId);
  switch (event.type) {
    case "SolutionRegistered":
      solutions.add(solutionId);
      return;
    case "SolutionDeleted":
      solutions.delete(solutionId);
      return;
    case "MemberFounded":
      members.set(userId, { status: "ACTIVE", role: "OWNER", solutions: new Set() });
      return;
    case "MemberInvited":
      members.set(userId, { status: "INVITED", role: event.data.role, solutions: new Set() });
      return;
    case "MemberRemoved":
      members.delete(userId);
      return;
    default:
  }
  if (member === undefined) return;
  if (event.type === "InviteAccepted" || event.type === "MemberEnabled") member.status = "ACTIVE";
  if (event.type === "MemberDisabled") member.status = "DISABLED";
  if (event.type === "OrgRoleChanged") member.role = event.data.to;
  if (event.type === "SolutionAssigned" && solutions.has(event.data.solutionId)) {
    member.solutions.add(event.data.solutionId);
  }
  if (event.type === "SolutionUnassigned") member.solutions.delete(event.data.solutionId);
}

function nextDay(date: string): string {
  return addMinutes(`${date}T00:00:00.000Z`, 24 * 60).slice(0, 10);
}

const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });

test("one by one, in batches or gathered, the days are those of a simple count", async () => {
  const { client } = session;
  await fc.assert(
    fc.asyncProperty(histories, sizes, async (history, cuts) => {
      const events = spread(history);
      const applied = async (batch: readonly RecordedEvent[]) => usage.apply(batch, client, []);
      for (const way of ["one by one", "in batches", "gathered"]) {
        await client.query(`truncate ${usage.tables.join(", ")}`);
        const gathering = way === "gathered" ? usage.gather?.(client) : undefined;
        const fold = gathering?.fold ?? applied;
        for (const batch of batches(events, way === "one by one" ? [1] : cuts))
          await fold(batch, []);
        await gathering?.finish();
        for (const organizationId of organizations) {
          const days = await readUsage(database.pool, organizationId, "2026-01-01", last);
          expect(days).toEqual(counted(events, organizationId));
        }
      }
    }),
    { numRuns: effort(25, 400) },
  );
});
