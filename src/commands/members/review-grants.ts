/**
 * Takes back grants that stand in the log after their granter's loss of the right
 * (docs/decisions/0017-authority.md). The projection `authority` lists them; this reads the streams, which
 * decide. Any number of instances share the work, and doing it again changes nothing.
 */
import { fold } from "../../domain/decider.ts";
import type { LostRight } from "../../domain/lost-right.ts";
import type { MemberEvent } from "../../domain/member/events.ts";
import { grantIn, grantTypes, mayGrant } from "../../domain/member/grants.ts";
import { initial, type MemberState } from "../../domain/member/state.ts";
import { type Judged, rightfulState } from "../../domain/member/take-back.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import type { Position } from "../../eventstore/port.ts";
import { authority } from "../../projections/authority/authority.ts";
import { staleRevisions } from "../../projections/authority/queries.ts";
import type { StaleGrantRow } from "../../projections/authority/rows.ts";
import { changeMember, type Membership } from "../kit/change-member.ts";
import { load } from "../kit/change.ts";
import type { Services } from "../kit/context.ts";
import { type Outcome, queueJob, queueBeside } from "../kit/leased-queue.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import { memberTarget, userTarget } from "../kit/stream-targets.ts";
import { systemActor, systemContext } from "../kit/system-context.ts";

type Row = StaleGrantRow & { readonly tries: number };

export const grantReview = queueJob<Row>({
  name: "reviewing grants",
  seconds: 30,
  // Not at once: nearly all grants are in order, and a look for each would cost more than this.
  wakeOn: { projection: authority, types: grantTypes, withinSeconds: 2 },
  ...queueBeside<Row>(
    { rows: "stale_grants", tries: "grant_reviews", id: "event_id" },
    "true order by r.organization_id, r.user_id, r.revision",
  ),
  batchSize: 20,
  claimMinutes: 1,
  // An organization keeps its last owner; perhaps there is another one later.
  pauses: [60, 24 * 60, 7 * 24 * 60],
  work: review,
});

async function review(services: Services, row: Row): Promise<Outcome> {
  const { organization_id: organizationId, user_id: userId, event_id: causationId } = row;
  const membership = { organizationId, userId };
  const command = async () => {
    const { rightful, lost } = await judge(services, membership);
    return { type: "TakeBack", rightful, takenBack: lost } as const;
  };
  const by = { actor: systemActor, causationId, isCompletion: true };
  try {
    const { events } = await changeMember(systemContext(services), by, membership, command);
    if (events.length === 0) return "done";
    const types = events.map(({ type }) => type).join(", ");
    services.log.warn({ ...membership, grant: causationId, types }, "a stale grant was taken back");
    return "done";
  } catch (error) {
    if (!(error instanceof RejectedError) || error.code !== "last-owner") throw error;
    services.log.error(
      { ...membership, grant: causationId },
      "a stale grant stays, because the organization would have no owner; make another member an owner",
    );
    return { retryAfter: 0 };
  }
}

/** What the membership would be without its stale grants, and who gave the latest of them. */
async function judge(
  services: Services,
  membership: Membership,
): Promise<{ readonly rightful: MemberState; readonly lost: LostRight }> {
  const { organizationId, userId } = membership;
  const { pool } = services;
  const listed = await staleRevisions(pool, organizationId, userId);
  const target = memberTarget(organizationId, userId);
  const { events } = await load({ services }, target);
  // Safe cast: the codec checks that a stream holds only events of its category.
  const history = events as readonly RecordedEvent<MemberEvent>[];
  const granters = new Map<string, ReturnType<typeof readGranter>>();
  const firstListed = Math.min(...listed);
  const judged: Judged[] = [];
  let before = initial;
  let lost: LostRight = { userId, status: "NONE" };
  for (const event of history) {
    const { actor } = event.metadata;
    const grant = grantIn(event, { userId, actor }, before);
    before = target.decider.evolve(before, event);
    const isOwn = actor.userId === userId;
    if (grant === undefined || event.revision < firstListed) {
      judged.push({ event, isOwn, grant: "none" });
      continue;
    }
    const reading =
      granters.get(grant.granterId) ?? readGranter(services, organizationId, grant.granterId);
    granters.set(grant.granterId, reading);
    const granter = (await reading)(event.position);
    const isEntitled = mayGrant(grant, granter.isErased ? undefined : granter.state);
    const isStale = !isEntitled && listed.has(event.revision);
    if (isStale) lost = lostRightOf(grant.granterId, granter);
    judged.push({ event, isOwn, grant: isEntitled ? "entitled" : isStale ? "stale" : "none" });
  }
  return { rightful: rightfulState(judged), lost };
}

interface Granter {
  readonly state: MemberState;
  readonly isErased: boolean;
}

/** Reads a granter; the answer is what they were right before a position. */
async function readGranter(
  services: Services,
  organizationId: string,
  granterId: string,
): Promise<(position: Position) => Granter> {
  const target = memberTarget(organizationId, granterId);
  const [member, person] = await Promise.all([
    load({ services }, target),
    load({ services }, userTarget(granterId)),
  ]);
  // Safe cast: the codec checks that a stream holds only events of its category.
  const events = member.events as readonly RecordedEvent<MemberEvent>[];
  const erasure = person.events.find(({ type }) => type === "PersonalDataErased");
  return (position) => ({
    state: fold(
      target.decider,
      events.filter((event) => event.position < position),
    ),
    isErased: erasure !== undefined && erasure.position < position,
  });
}

function lostRightOf(userId: string, { state, isErased }: Granter): LostRight {
  const { role, status } = state;
  if (isErased) return { userId, status: "ERASED" };
  return status === "NONE" || status === "REMOVED" ? { userId, status } : { userId, status, role };
}
