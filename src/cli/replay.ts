/** `muster replay`: prints an organization's role changes as a timeline. */
import pino from "pino";
import { idIn } from "../domain/streams.ts";
import { parsedOf } from "../audit/record.ts";
import { createReplay, type MemberRoleChange } from "../audit/replay.ts";
import { moment, systemId } from "../domain/primitives.ts";
import { audit } from "../projections/audit/audit.ts";
import { positionAt } from "../projections/audit/queries/entries.ts";
import { readRecords } from "../projections/audit/queries/entry-span.ts";
import { logSize } from "../projections/audit/queries/tree.ts";
import { findUserByEmail } from "../projections/directory/queries/authorization.ts";
import { namesForOperators } from "../projections/directory/queries/users.ts";
import { createProjectionGroup } from "../projections/engine/group.ts";
import { createProcessParts } from "../projections/engine/process-parts.ts";
import { findDisagreement } from "../projections/engine/same-store.ts";
import { programVersion } from "../platform/program.ts";
import { StartupError } from "../platform/startup-error.ts";
import type { Stores } from "../service/stores.ts";
import { describeChange, describeHeld, type Names } from "./role-story.ts";

export interface ReplayOptions {
  readonly organization: string;
  readonly member?: string;
  readonly at?: string;
}

/** How long to wait until the audit log contains the latest events. */
const patienceMilliseconds = 60_000;

/** @throws StartupError if `at` is no moment, or in the future: nothing is said of what has not been */
export async function replay(stores: Stores, { at, ...options }: ReplayOptions): Promise<void> {
  const until = at === undefined ? {} : { at: momentIn(at) };
  await catchUp(stores);
  for await (const line of story(stores, { ...options, ...until }))
    process.stdout.write(`${line}\n`);
}

/** A time without a zone would mean another moment on another machine. */
function momentIn(text: string): string {
  const { data, error } = moment.safeParse(text);
  if (data === undefined) throw new StartupError(`--at ${error?.issues[0]?.message ?? ""}`);
  if (data > new Date().toISOString()) {
    throw new StartupError(`${text} is in the future: give a time that is not`);
  }
  return data;
}

/** Folds the audit log itself, in case no service is running. */
async function catchUp(stores: Stores): Promise<void> {
  const disagreement = await findDisagreement(stores.pool, stores.store);
  if (disagreement !== undefined) throw new StartupError(disagreement);
  const log = pino({ level: "silent" });
  const group = createProjectionGroup({
    projection: audit,
    log,
    ...stores,
    ...createProcessParts({ ...stores, log }),
    program: programVersion,
    isKnownToAll: () => false,
  });
  group.start();
  try {
    const isCurrent = await group.waitFor(await stores.store.lastPosition(), patienceMilliseconds);
    if (!isCurrent)
      throw new StartupError("the audit log is behind: see `muster projections status`");
  } finally {
    await group.stop();
  }
}

async function* story(
  stores: Stores,
  { organization, member, at }: ReplayOptions,
): AsyncGenerator<string, undefined> {
  const { pool, codec } = stores;
  const userId = member === undefined ? undefined : await findMemberId(stores, member);
  const size = await logSize(pool, organization);
  if (size === 0) throw new StartupError(`there is no organization ${organization}`);
  const last = at === undefined ? size : await positionAt(pool, organization, at);
  const replay = createReplay();
  const solutions = new Map<string, string>();
  const isIncluded = (change: { readonly userId: string }): boolean =>
    userId === undefined || change.userId === userId;
  let count = 0;
  for await (const records of readRecords(pool, organization, { first: 1, last })) {
    const events = await codec.decodeParsed(records.map(parsedOf));
    const changes: MemberRoleChange[] = [];
    for (const [index, record] of records.entries()) {
      const event = events[index];
      if (event === undefined) continue;
      if (event.type === "SolutionRegistered") {
        solutions.set(idIn(record.stream), event.data.name);
      }
      const place = { ...record, subjectId: record.subjectId, personal: undefined };
      changes.push(...replay.play(event, place).filter(isIncluded));
    }
    count += changes.length;
    const names = await namesFor(
      stores,
      changes.flatMap(({ userId, place }) => [userId, place.actor.userId]),
      solutions,
    );
    for (const change of changes) yield describeChange(change, names);
  }
  yield "";
  yield `${count} role changes in ${last} entries.`;
  if (at === undefined) return undefined;
  const members = [...replay.members()].filter(isIncluded);
  const names = await namesFor(
    stores,
    members.map((each) => each.userId),
    solutions,
  );
  yield `At ${at}:`;
  for (const each of members) yield `  ${describeHeld(each, names)}`;
  if (members.length === 0) yield "  nobody had a role";
  return undefined;
}

async function findMemberId({ pool }: Stores, member: string): Promise<string> {
  if (!member.includes("@")) return member;
  const user = await findUserByEmail(pool, member);
  if (user === undefined) throw new StartupError(`no user has the address ${member}`);
  return user.userId;
}

/** Today's names; an erased person appears as an id. */
async function namesFor(
  { pool }: Stores,
  ids: readonly string[],
  solutions: ReadonlyMap<string, string>,
): Promise<Names> {
  const people = await namesForOperators(pool, ids);
  return {
    person: (id) => (id === systemId ? "the system" : (people.get(id) ?? id)),
    solution: (id) => solutions.get(id) ?? id,
  };
}
