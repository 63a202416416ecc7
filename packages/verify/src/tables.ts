/** Compares the tables of a bundle, byte for byte, with those made from its events. */
import { reviewHeader, reviewLines } from "../../../src/audit/access-review.ts";
import type { FileName, Manifest } from "../../../src/audit/bundle/manifest.ts";
import { tokensHeader, tokensLines } from "../../../src/audit/bundle/tables.ts";
import { createDigest, type Digest } from "./digest.ts";
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
  const members = replay.members();
  const tokens = replay.tokens();
  const compare = (name: FileName, digest: Digest, failure: FailureName): void => {
    const found = digests.get(name);
    if (found !== undefined && found.sha256 !== digest.end().sha256) fail(failure, name);
  };
  const review = tableDigest(reviewHeader(), members, reviewLines);
  compare("access-review.csv", review, "access-review-differs");
  compare("role-changes.csv", roleChanges.digest, "role-changes-differ");
  compare("tokens.csv", tableDigest(tokensHeader(), tokens, tokensLines), "tokens-differ");
  const counts = {
    events: count,
    members: members.length,
    roleChanges: roleChanges.count,
    tokens: tokens.length,
  };
  for (const [name, found] of Object.entries(counts)) {
    const claimed = manifest.counts[name as keyof typeof counts];
    if (claimed !== found) fail("counts-mismatch", `${name}: ${found} instead of ${claimed}`);
  }
}

function tableDigest<Row>(
  header: string,
  rows: readonly Row[],
  lines: (rows: readonly Row[]) => string,
): Digest {
  const digest = createDigest(header);
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    digest.add(lines(rows.slice(start, start + rowsAtOnce)));
  }
  return digest;
}
