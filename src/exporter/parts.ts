/** What an export consists of, as text that is made while it is read. */
import type pg from "pg";
import { reviewHeader, reviewLines } from "../audit/access-review.ts";
import { eventLines, nothingNoted } from "../audit/bundle/events.ts";
import {
  isShown,
  roleChangesHeader,
  roleChangesLines,
  tokensHeader,
  tokensLines,
} from "../audit/bundle/tables.ts";
import { lineFormats } from "../audit/formats.ts";
import { inPieces } from "../audit/pieces.ts";
import type { Codec } from "../eventstore/codec.ts";
import type { EventStore } from "../eventstore/port.ts";
import { readSpan } from "../projections/audit/queries/entries.ts";
import { readRoleChanges } from "../projections/audit/queries/role-changes.ts";
import { readMembersAt } from "../projections/audit/queries/roles.ts";
import type { Counts, Order } from "./order.ts";

interface Opened {
  readonly pool: pg.Pool;
  readonly codec: Codec;
  readonly store: EventStore;
}

type Text = AsyncGenerator<string, undefined>;

interface ExportParts {
  /** To be read one after the other. */
  readonly parts: readonly Text[];
  /** Known once all were read; of a bundle only. */
  readonly counts?: () => Counts;
}

export function partsOf(order: Order, opened: Opened): ExportParts {
  return order.format === "bundle" ? bundleParts(order, opened) : { parts: [lines(order, opened)] };
}

async function* lines({ organizationId, format, span }: Order, opened: Opened): Text {
  if (format === "bundle") throw new Error("a bundle is no lines");
  const of = lineFormats[format];
  if (of.header !== "") yield of.header;
  for await (const batch of readSpan(opened.pool, organizationId, span)) {
    yield* inPieces(await of.lines(opened, batch));
  }
  return undefined;
}

/** Lines of the tokens written at once. */
const tokensAtOnce = 1_000;

/** The events are read once; the tables come from the read model, and are held against them when verified. */
function bundleParts({ organizationId, span, from }: Order, { pool, codec }: Opened): ExportParts {
  const noted = nothingNoted();
  const counts = { members: 0, roleChanges: 0, tokens: 0 };

  async function* roleChanges(): Text {
    yield roleChangesHeader();
    for await (const batch of readRoleChanges(pool, organizationId, span.last)) {
      const shown = batch.filter((change) => isShown(change, from));
      counts.roleChanges += shown.length;
      if (shown.length > 0) yield roleChangesLines(shown);
    }
    return undefined;
  }

  async function* accessReview(): Text {
    yield reviewHeader();
    for await (const batch of readMembersAt(pool, organizationId, span.last)) {
      counts.members += batch.length;
      const named = batch.map((each) => ({ ...each, email: noted.addresses.of(each.userId) }));
      yield reviewLines(named);
    }
    return undefined;
  }

  async function* tokens(): Text {
    yield tokensHeader();
    const all = noted.tokens.all();
    counts.tokens = all.length;
    for (let start = 0; start < all.length; start += tokensAtOnce) {
      yield tokensLines(all.slice(start, start + tokensAtOnce));
    }
    return undefined;
  }

  const events = eventLines(readSpan(pool, organizationId, span), codec, noted);
  return { parts: [events, roleChanges(), accessReview(), tokens()], counts: () => counts };
}
