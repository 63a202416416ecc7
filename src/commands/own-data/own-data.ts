/**
 * What the service keeps about a person, for themselves: what the lists of their own data show, and the
 * events about them. Never a secret, and nothing about anybody else (docs/decisions/0021-settings.md).
 */
import type { Readable } from "node:stream";
import { systemId } from "../../domain/primitives.ts";
import { memberStream, sessionStream, tokenStream, userStream } from "../../domain/streams.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { readUserSettings } from "../../projections/directory/queries/free-settings.ts";
import { readMember } from "../../projections/directory/queries/members.ts";
import {
  listOwnOrganizations,
  openOrganizations,
} from "../../projections/directory/queries/organizations.ts";
import { listOwnSolutions } from "../../projections/directory/queries/own-solutions.ts";
import { listTokens } from "../../projections/directory/queries/tokens.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import type { Cursor, Page, PageRequest } from "../../projections/engine/page.ts";
import { listLogEntries } from "../../projections/logs/entries.ts";
import { listInbox, listNotifications } from "../../projections/notifications/queries.ts";
import { streamDownload, takeDownload } from "../audit/downloads.ts";
import { ownScope, requireFullSession } from "../kit/authorize.ts";
import type { QueryContext } from "../kit/context.ts";
import { ownLogs } from "../logs/logs.ts";
import { listSubscriptions } from "../notifications/subscriptions.ts";
import type { Authentication } from "../sign-in/authenticate.ts";
import { ownSessions } from "../sign-in/own-sessions.ts";

const pageItems = 500;

export type OwnData = Awaited<ReturnType<typeof ownData>>;

/**
 * @throws RejectedError `session-required` unless the caller has a session for the whole person;
 * `limit-reached`
 */
export async function exportOwnData(
  services: Authentication,
  context: QueryContext,
  write: (data: OwnData) => AsyncIterable<string>,
): Promise<Readable> {
  requireFullSession(context);
  const download = await takeDownload(services, undefined, context);
  try {
    return streamDownload(services, download, write(await ownData(context)));
  } catch (error) {
    download.end();
    throw error;
  }
}

/** Lists are read while they are written. */
async function ownData(context: QueryContext) {
  const { services } = context;
  const { pool, keys, clock } = services;
  const own = ownScope(context);
  const { userId } = own;
  const now = clock().toISOString();

  /** Reads in the turns of lists, so that this leaves the database to others. */
  async function inTurn<Result>(read: () => Promise<Result>): Promise<Result> {
    const end = await services.turns.reads.take({ userId });
    return read().finally(end);
  }

  async function* pages<Item>(
    read: (page: PageRequest) => Promise<Page<Item>>,
  ): AsyncGenerator<readonly Item[], undefined> {
    let after: Cursor | undefined;
    do {
      const { items, next } = await inTurn(() => read({ after, limit: pageItems }));
      yield items;
      after = next;
    } while (after !== undefined);
    return undefined;
  }

  async function* memberships() {
    for await (const page of pages((each) => listOwnOrganizations(pool, { own, ...each }))) {
      for (const { organizationId, name: organizationName, isDefault } of page) {
        const found = await inTurn(() => readMember(pool, organizationId, userId, now));
        if (found !== undefined) yield [{ ...found, organizationName, isDefault }];
      }
    }
  }

  async function* sentNotifications() {
    for (const organizationId of await openOrganizations(pool, own)) {
      const sent = { organizationId, senderId: userId };
      yield* pages((page) => listNotifications(pool, { ...sent, ...page }));
    }
  }

  async function* logs() {
    const view = await ownLogs(context, { window: "month" });
    yield* pages((page) => listLogEntries(pool, view, page));
  }

  const sessions = () => pages((page) => ownSessions(context, page));
  const tokens = () => pages((page) => listTokens(pool, { own, ...page }, now));

  async function* streams() {
    yield userStream(userId);
    for (const id of await openOrganizations(pool, own)) yield memberStream(id, userId);
    for await (const page of sessions()) yield* page.map((each) => sessionStream(each.sessionId));
    for await (const page of tokens()) yield* page.map((each) => tokenStream(each.tokenId));
  }

  async function* events() {
    for await (const stream of streams()) {
      const recorded = await inTurn(async () =>
        services.codec.decode(await services.store.readStream(stream)),
      );
      for (let start = 0; start < recorded.length; start += eventsAtOnce) {
        const some = recorded.slice(start, start + eventsAtOnce);
        yield some.map((event) => shownEvent(event, userId));
      }
    }
  }

  return {
    exportedAt: now,
    profile: await readUser(pool, own),
    settings: (await readUserSettings(pool, own))?.content ?? {},
    memberships: memberships(),
    solutions: pages((page) => listOwnSolutions(pool, { own, ...page })),
    sessions: sessions(),
    tokens: tokens(),
    devices: pages((page) =>
      listSubscriptions(pool, keys.pushSubscriptions, { own, now, ...page }),
    ),
    notifications: pages((page) => listInbox(pool, { own, ...page })),
    sentNotifications: sentNotifications(),
    logs: logs(),
    events: events(),
  } as const;
}

/** So few that making their JSON does not hold up others. */
const eventsAtOnce = 50;

/** The fields of events that say nothing about other people and are no secrets. */
const shownFields = [
  "organizationId",
  "solutionId",
  "role",
  "from",
  "to",
  "setAside",
  "language",
  "issuedAt",
  "expiresAt",
  "sentAt",
  "failedAt",
  "acceptedAt",
  "method",
  "reason",
  "scopes",
  "leaseExpiresAt",
  "usedAt",
] as const;

/** Who acted is shown only as far as it is the person. */
function shownEvent(event: RecordedEvent, userId: string) {
  const { eventId, type, metadata } = event;
  const { occurredAt, organizationId, actor } = metadata;
  const another = actor.userId === systemId ? "SYSTEM" : "ANOTHER";
  const by = actor.userId === userId ? "YOU" : another;
  const known: Readonly<Record<string, unknown>> = event.data;
  const shown = shownFields.flatMap((name) => (name in known ? [[name, known[name]]] : []));
  const personal = "personal" in event ? event.personal : {};
  const data = { ...Object.fromEntries(shown), ...personal };
  return { eventId, type, occurredAt, organizationId, by, data };
}
