/** Access to an organization's log: its positions, checkpoints and proofs. */
import { z } from "zod";
import type { TreeHead } from "../../audit/merkle.ts";
import { checkpointText, originOf } from "../../audit/note.ts";
import { addMinutes } from "../../domain/time.ts";
import { audit } from "../../projections/audit/audit.ts";
import { isEventAt, positionAt } from "../../projections/audit/queries/entries.ts";
import {
  consistencyProof,
  inclusionProof,
  logSize,
  readLeafHash,
  treeHead,
} from "../../projections/audit/queries/tree.ts";
import { authorize, requireShown, type Standing } from "../kit/authorize.ts";
import type { QueryContext, Services } from "../kit/context.ts";
import { openReadModel } from "../kit/open-read-model.ts";
import { invalidAt, notFound, type RejectedError } from "../kit/rejected-error.ts";

/** The client's clock may be ahead by this much. */
const skewMinutes = 1;

/**
 * Checks that the caller may read the log, and waits until it contains everything recorded before.
 * @throws RejectedError what `openReadModel` throws
 */
export async function openLog(context: QueryContext, organizationId: string): Promise<Standing> {
  return openReadModel(context, {
    organizationId,
    permission: "audit:read",
    projection: audit,
    detail: "The log does not contain the latest entries yet. Try again.",
  });
}

/** The same without waiting. */
export async function openShown(context: QueryContext, organizationId: string): Promise<Standing> {
  const standing = await authorize(context, organizationId, "audit:read");
  requireShown(standing, audit);
  return standing;
}

/**
 * The log's last position.
 * @throws RejectedError `invalid-input` if `after` is beyond it, or is not where the caller found the event with
 * `afterEventId`: silence would hide what a follower misses
 */
export async function endOfLog(
  { pool }: Services,
  organizationId: string,
  {
    after,
    afterEventId,
  }: { readonly after?: number | undefined; readonly afterEventId?: string | undefined },
): Promise<number> {
  const size = await logSize(pool, organizationId);
  if (after === undefined) return size;
  const advice = "A backup was restored: find the last entry that both have.";
  if (after > size) {
    const detail = `The log has ${size} entries. If it had more: ${advice}`;
    throw invalidAt("?after", `must be at most ${size}`, detail);
  }
  if (afterEventId !== undefined && !(await isEventAt(pool, organizationId, after, afterEventId))) {
    const detail = `The log has another event at position ${after}. ${advice}`;
    throw invalidAt("?afterEventId", `is not at position ${after}`, detail);
  }
  return size;
}

/** The log's last position at the moment that the parameter asks for; left out: now. */
export async function momentOf(
  { pool, clock }: Services,
  organizationId: string,
  asked: string | undefined,
  parameter = "at",
): Promise<{ readonly at: string; readonly position: number }> {
  const now = clock().toISOString();
  if (asked !== undefined && asked > addMinutes(now, skewMinutes)) {
    const detail = "must not be in the future";
    throw invalidAt(`?${parameter}`, detail, "Choose a time that is not in the future.");
  }
  // Now means all entries, even if the clock of one was ahead. Of later nothing is said.
  if (asked === undefined || asked > now) {
    return { at: now, position: await logSize(pool, organizationId) };
  }
  return { at: asked, position: await positionAt(pool, organizationId, asked) };
}

/** A signed note with the log's size and root. */
export async function signCheckpoint(
  { signer }: Services,
  organizationId: string,
  head: TreeHead,
): Promise<string> {
  const origin = originOf(organizationId);
  return signer.note(checkpointText({ origin, ...head }), origin);
}

export async function currentHead({ pool }: Services, organizationId: string): Promise<TreeHead> {
  return treeHead(pool, organizationId, await logSize(pool, organizationId));
}

const hash = z.string().describe("Base64.");
const base64 = (bytes: Buffer): string => bytes.toString("base64");

export const provenInclusion = z
  .object({ position: z.int(), size: z.int(), leafHash: hash, root: hash, hashes: z.array(hash) })
  .meta({ id: "InclusionProof" });

/** @param asked the size of the tree; left out: the current size */
export async function proveInclusion(
  { pool }: Services,
  organizationId: string,
  position: number,
  asked: number | undefined,
): Promise<z.output<typeof provenInclusion>> {
  const size = await sizeWithin(pool, organizationId, "size", asked);
  if (position > size) throw outOfRange("position", size);
  const leafHash = await readLeafHash(pool, organizationId, position);
  if (leafHash === undefined) throw notFound("entry");
  const [{ root }, hashes] = await Promise.all([
    treeHead(pool, organizationId, size),
    inclusionProof(pool, organizationId, position, size),
  ]);
  return {
    position,
    size,
    leafHash: base64(leafHash),
    root: base64(root),
    hashes: hashes.map(base64),
  };
}

export const provenConsistency = z
  .object({ from: z.int(), to: z.int(), fromRoot: hash, toRoot: hash, hashes: z.array(hash) })
  .meta({ id: "ConsistencyProof" });

/** @param asked the later size; left out: the current size */
export async function proveConsistency(
  { pool }: Services,
  organizationId: string,
  first: number,
  asked: number | undefined,
): Promise<z.output<typeof provenConsistency>> {
  const size = await sizeWithin(pool, organizationId, "to", asked);
  if (first > size) throw outOfRange("from", size);
  const [from, to, hashes] = await Promise.all([
    treeHead(pool, organizationId, first),
    treeHead(pool, organizationId, size),
    consistencyProof(pool, organizationId, first, size),
  ]);
  return {
    from: from.size,
    to: to.size,
    fromRoot: base64(from.root),
    toRoot: base64(to.root),
    hashes: hashes.map(base64),
  };
}

async function sizeWithin(
  pool: Services["pool"],
  organizationId: string,
  parameter: string,
  asked: number | undefined,
): Promise<number> {
  const size = await logSize(pool, organizationId);
  if (asked !== undefined && asked > size) throw outOfRange(parameter, size);
  return asked ?? size;
}

function outOfRange(parameter: string, size: number): RejectedError {
  return invalidAt(
    `?${parameter}`,
    `must be at most ${size}`,
    `${parameter} is beyond the first ${size} entries.`,
  );
}
