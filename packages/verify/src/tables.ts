/** Compares the tables of a bundle, byte for byte, with those made from its events. */
import { reviewHeader, reviewLines } from "../../../src/audit/access-review.ts";
import type { FileName, Manifest } from "../../../src/audit/bundle/manifest.ts";
import { tokensHeader, tokensLines } from "../../../src/audit/bundle/tables.ts";
import { createDigest } from "./digest.ts";
import type { ReadEvents } from "./events.ts";
import type { Fail, FailureName } from "./failures.ts";
import type { Digests } from "./files.ts";

/** Rows of a table that are formatted at once. */
const rowsAtOnce = 1_000;

export function checkTables(
  manifest: Manifest,
  { replay, roleChanges, count }: ReadEvents,
  digests: Digests,
  fail: Fail,
): void {
  const compare = (name: FileName, { digest }: Table, failure: FailureName): void => {
    const found = digests.get(name);
    if (found !== undefined && found.sha256 !== digest.end().sha256) fail(failure, name);
  };
  const members = tableOf(reviewHeader(), replay.members(), reviewLines);
  const tokens = tableOf(tokensHeader(), replay.tokens(), tokensLines);
  compare("access-review.csv", members, "access-review-differs");
  compare("role-changes.csv", roleChanges, "role-changes-differ");
  compare("tokens.csv", tokens, "tokens-differ");
  const counts = {
    events: count,
    members: members.count,
    roleChanges: roleChanges.count,
    tokens: tokens.count,
  };
  for (const [name, found] of Object.entries(counts)) {
    const claimed = manifest.counts[name as keyof typeof counts];
    if (claimed !== found) fail("counts-mismatch", `${name}: ${found} instead of ${claimed}`);
  }
}

/** The expected content of a file, and its number of rows. */
type Table = ReadEvents["roleChanges"];

function tableOf<Row>(
  header: string,
  rows: Iterable<Row>,
  lines: (rows: readonly Row[]) => string,
): Table {
  const digest = createDigest(header);
  let count = 0;
  let some: Row[] = [];
  for (const row of rows) {
    some.push(row);
    count += 1;
    if (some.length < rowsAtOnce) continue;
    digest.add(lines(some));
    some = [];
  }
  digest.add(lines(some));
  return { digest, count };
}
