/** Reads what differs in an organization's access between two points of its log, member by member. */
import { sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { id, timestamp } from "../../../domain/primitives.ts";
import { memberStatus } from "../../../domain/roles.ts";
import { type Cursor, isBeyond } from "../../engine/page.ts";
import { present, rowsOf } from "../../engine/read-model.ts";
import { auditQueries, noSolution } from "../rows.ts";

/** A role that was held at one of the two instants. */
const heldRole = z.object({
  status: memberStatus.describe(
    "The membership's status. In a solution, `DISABLED` means the role `DENY`.",
  ),
  role: z.string(),
  grantedBy: id,
  grantedByRole: z.string().optional(),
  grantedAt: timestamp,
  position: z.int().describe("The grant's position in the organization's log."),
  endedBy: id.optional(),
  endedByRole: z.string().optional(),
  endedAt: timestamp.optional(),
  endedPosition: z.int().optional(),
});
type HeldRole = z.output<typeof heldRole>;

const difference = {
  before: heldRole.optional().describe("Absent if there was no role."),
  after: heldRole.optional().describe("Absent if there is no role any more."),
};

export const accessChange = z.object({
  userId: id,
  email: z.string().optional(),
  change: z.enum(["JOINED", "LEFT", "CHANGED"]).describe("What became of the membership."),
  organization: z
    .object(difference)
    .optional()
    .describe("The status and role in the organization, if they differ."),
  solutions: z.array(z.object({ solutionId: id, ...difference })),
});
export type AccessChange = z.output<typeof accessChange>;

/** Rows read at once: memory stays flat, however many members there are. */
const rowsAtOnce = 2_000;

interface PositionPair {
  readonly from: number;
  readonly to: number;
}

/** The members whose access differs between the two positions, ordered by id, in batches. */
export async function* readAccessChanges(
  pool: pg.Pool,
  organizationId: string,
  positions: PositionPair,
): AsyncGenerator<readonly AccessChange[], undefined> {
  // The last member is held back, because their solutions may follow in the next rows.
  let rest: DifferingRow[] = [];
  let after: Cursor | undefined;
  for (;;) {
    const rows = await readRows(pool, organizationId, positions, after);
    const last = rows.at(-1);
    const isMore = last !== undefined && rows.length === rowsAtOnce;
    const all = [...rest, ...rows];
    rest = isMore ? all.filter(({ userId }) => userId === last.userId) : [];
    const members = Map.groupBy(all.slice(0, all.length - rest.length), ({ userId }) => userId);
    const changes = [...members].flatMap(([userId, own]) => changeOf(userId, own) ?? []);
    if (changes.length > 0) yield changes;
    if (!isMore) return undefined;
    after = [last.userId, last.solutionId, String(last.begun)];
  }
}

type DifferingRow = Awaited<ReturnType<typeof readRows>>[number];

/** The roles that were held at one of the positions only: the others did not change. */
function readRows(
  pool: pg.Pool,
  organizationId: string,
  { from, to }: PositionPair,
  after: Cursor | undefined,
) {
  const isHeldAt = (position: number) =>
    sql<boolean>`(position <= ${position} and (ended_position is null or ended_position > ${position}))`;
  const query = auditQueries
    .selectFrom("audit_roles")
    .select(["user_id as userId", "solution_id as solutionId", "position as begun"])
    .select(["status", "role", "granted_by as grantedBy", "granted_by_role as grantedByRole"])
    .select(["granted_at as grantedAt", "granted_position as position"])
    .select(["ended_by as endedBy", "ended_by_role as endedByRole", "valid_to as endedAt"])
    .select(["ended_position as endedPosition", isHeldAt(from).as("isBefore")])
    .where("organization_id", "=", organizationId)
    .where(sql<boolean>`${isHeldAt(from)} <> ${isHeldAt(to)}`)
    .where(isBeyond(["user_id", "solution_id", "position"], ">", after))
    .orderBy("user_id")
    .orderBy("solution_id")
    .orderBy("position")
    .limit(rowsAtOnce);
  return rowsOf(pool, query);
}

/** Undefined if all that ended was granted again as it was. */
function changeOf(userId: string, rows: readonly DifferingRow[]): AccessChange | undefined {
  const differing = [...Map.groupBy(rows, ({ solutionId }) => solutionId)].flatMap(
    ([solutionId, own]) => {
      const before = roleIn(own.find(({ isBefore }) => isBefore));
      const after = roleIn(own.find(({ isBefore }) => !isBefore));
      return isSame(before, after) ? [] : [{ solutionId, before, after }];
    },
  );
  if (differing.length === 0) return undefined;
  const found = differing.find(({ solutionId }) => solutionId === noSolution);
  const solutions = differing.filter((each) => each !== found);
  if (found === undefined) return { userId, change: "CHANGED", solutions };
  const { before, after } = found;
  const change = before === undefined ? "JOINED" : after === undefined ? "LEFT" : "CHANGED";
  return { userId, change, organization: { before, after }, solutions };
}

/** Who ended it is of interest if it ended before the second instant. */
function roleIn(row: DifferingRow | undefined): HeldRole | undefined {
  if (row === undefined) return undefined;
  const { status, role, grantedBy, grantedByRole, grantedAt, position, isBefore, ...rest } =
    present({ ...row });
  const { endedBy, endedByRole, endedAt, endedPosition } = rest;
  const ending = isBefore ? { endedBy, endedByRole, endedAt, endedPosition } : {};
  return { status, role, grantedBy, grantedByRole, grantedAt, position, ...ending };
}

function isSame(before: HeldRole | undefined, after: HeldRole | undefined): boolean {
  return (
    before?.role === after?.role &&
    before?.status === after?.status &&
    before?.position === after?.position
  );
}

/** All people whom the change names by id. */
export function idsNamedIn({ userId, organization, solutions }: AccessChange): string[] {
  const others = [organization, ...solutions].flatMap((each) =>
    [each?.before, each?.after].flatMap((held) =>
      [held?.grantedBy ?? [], held?.endedBy ?? []].flat(),
    ),
  );
  return [userId, ...others];
}
