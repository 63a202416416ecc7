/**
 * Makes a bundle while reading the log. The events are read once; the tables come from the read model, and
 * the verifier checks them against the events.
 */
import type { Readable } from "node:stream";
import type pg from "pg";
import { reviewHeader, reviewLines } from "../../../audit/access-review.ts";
import { eventLines, startCollecting } from "./bundle-events.ts";
import {
  isInRange,
  roleChangesHeader,
  roleChangesLines,
  tokensHeader,
  tokensLines,
} from "../../../audit/bundle/tables.ts";
import { writeBundle } from "./write-bundle.ts";
import type { Codec } from "../../../eventstore/codec.ts";
import type { Signer } from "../../../keys/signing-keys.ts";
import { readRecords } from "../queries/entry-span.ts";
import { readRoleChanges } from "../queries/role-changes.ts";
import { readMembersAt } from "../queries/members-at.ts";
import type { BundleOrder } from "./order.ts";

interface Inputs {
  readonly pool: pg.Pool;
  readonly codec: Codec;
  readonly signer: Signer;
}

type Text = AsyncGenerator<string, undefined>;

/** Token lines written at once. */
const tokensAtOnce = 1_000;

export function bundleBytes(order: BundleOrder, { pool, codec, signer }: Inputs): Readable {
  const { organizationId, span, filter } = order;
  const found = startCollecting();
  const counts = { events: span.last, members: 0, roleChanges: 0, tokens: 0 };

  async function* roleChanges(): Text {
    yield roleChangesHeader();
    for await (const batch of readRoleChanges(pool, organizationId, span.last)) {
      const shown = batch.filter((change) => isInRange(change, filter.from));
      counts.roleChanges += shown.length;
      if (shown.length > 0) yield roleChangesLines(shown);
    }
    return undefined;
  }

  async function* accessReview(): Text {
    yield reviewHeader();
    for await (const batch of readMembersAt(pool, organizationId, span.last)) {
      counts.members += batch.length;
      const shown = batch.map((each) => ({ ...each, email: found.addresses.find(each.userId) }));
      yield reviewLines(shown);
    }
    return undefined;
  }

  async function* tokens(): Text {
    yield tokensHeader();
    const all = found.tokens.all();
    counts.tokens = all.length;
    for (let start = 0; start < all.length; start += tokensAtOnce) {
      yield tokensLines(all.slice(start, start + tokensAtOnce));
    }
    return undefined;
  }

  return writeBundle({
    ...order,
    size: span.last,
    events: () => eventLines(readRecords(pool, organizationId, span), codec, found),
    roleChanges,
    accessReview,
    tokens,
    counts: () => counts,
    signer,
  });
}
