/**
 * Reads the Merkle tree of an organization's log: its head at any size, and its proofs. Written by hand are
 * the sizes, which every read and every round of waiting asks, and the hashes, which one query reads for all
 * ranges.
 */
import type pg from "pg";
import { givenArray, givenArrays } from "../../../platform/database/given-array.ts";
import {
  consistencyRanges,
  inclusionRanges,
  joined,
  nodeHash,
  type Range,
  type Subtree,
  subtreesOf,
  type TreeHead,
} from "../../../audit/merkle.ts";
import { rowsOf } from "../../engine/read-model.ts";
import { auditQueries, storedLevels } from "../rows.ts";

/** How many entries the log has; 0 if there is no log. */
export async function logSize(pool: pg.Pool, organizationId: string): Promise<number> {
  const { rows } = await pool.query<{ size: number }>({
    name: "audit log size",
    text: "select size from audit_logs where organization_id = $1",
    values: [organizationId],
  });
  return rows[0]?.size ?? 0;
}

/** How many entries each of the logs has, at the position that the projection has reached. */
export async function logEnds(
  pool: pg.Pool,
  organizationIds: readonly string[],
): Promise<{ readonly reached: bigint; readonly sizes: ReadonlyMap<string, number> }> {
  const { rows } = await pool.query<{ reached: bigint; id: string | null; size: number }>({
    name: "audit log ends",
    text: `select c.position as reached, l.organization_id as id, l.size
           from projection_checkpoints c
           left join audit_logs l on l.organization_id = any(${givenArray(1, "uuid")})
           where c.name = 'audit'`,
    values: [organizationIds],
  });
  const sizes = rows.flatMap(({ id, size }) => (id === null ? [] : [[id, size] as const]));
  return { reached: rows[0]?.reached ?? 0n, sizes: new Map(sizes) };
}

/** The tree over the first `size` entries. */
export async function treeHead(
  pool: pg.Pool,
  organizationId: string,
  size: number,
): Promise<TreeHead> {
  const [root] = await hashesOf(pool, organizationId, [{ start: 0, end: size }]);
  return { size, root: root ?? joined([]) };
}

/** The proof that the entry at `position` is among the first `size`. */
export function inclusionProof(
  pool: pg.Pool,
  organizationId: string,
  position: number,
  size: number,
): Promise<Buffer[]> {
  return hashesOf(pool, organizationId, inclusionRanges(position - 1, size));
}

/** The proof that the tree of `size` entries extends the tree of `first` entries. */
export function consistencyProof(
  pool: pg.Pool,
  organizationId: string,
  first: number,
  size: number,
): Promise<Buffer[]> {
  return hashesOf(pool, organizationId, consistencyRanges(first, size));
}

export async function readLeafHash(
  pool: pg.Pool,
  organizationId: string,
  position: number,
): Promise<Buffer | undefined> {
  const query = auditQueries
    .selectFrom("audit_entries")
    .select("leaf_hash")
    .where("organization_id", "=", organizationId)
    .where("position", "=", position);
  return (await rowsOf(pool, query))[0]?.leaf_hash;
}

/** The hash over each range of leaves. */
async function hashesOf(
  pool: pg.Pool,
  organizationId: string,
  ranges: readonly Range[],
): Promise<Buffer[]> {
  const parts = ranges.map(subtreesOf);
  const hashes = await subtreeHashes(pool, organizationId, parts.flat());
  return parts.map((subtrees) =>
    joined(subtrees.map((subtree) => hashes.get(nameOf(subtree)) ?? missing())),
  );
}

const nameOf = ({ level, index }: Subtree): string => `${level}.${index}`;

/** Computes each hash from the nearest stored ones below it: at most 128, all read at once. */
async function subtreeHashes(
  pool: pg.Pool,
  organizationId: string,
  subtrees: readonly Subtree[],
): Promise<Map<string, Buffer>> {
  const wanted = subtrees.map((subtree) => {
    const base = subtree.level - (subtree.level % storedLevels);
    const length = 2 ** (subtree.level - base);
    return { subtree, base, first: subtree.index * length, length };
  });
  const ofLeaves = wanted.filter(({ base }) => base === 0);
  const ofSubtrees = wanted.filter(({ base }) => base > 0);
  const [leaves, stored] = await Promise.all([
    pool.query<{ place: bigint; hash: Buffer }>({
      name: "audit leaves",
      text: `select s.place, e.leaf_hash as hash
             from unnest(${givenArrays(2, "integer", "integer")}) with ordinality as s(first, last, place)
             join audit_entries e on e.organization_id = $1 and e.position between s.first and s.last
             order by s.place, e.position`,
      values: [
        organizationId,
        ofLeaves.map(({ first }) => first + 1),
        ofLeaves.map(({ first, length }) => first + length),
      ],
    }),
    pool.query<{ place: bigint; hash: Buffer }>({
      name: "audit subtrees",
      text: `select s.place, t.hash
             from unnest(${givenArrays(2, "smallint", "integer", "integer")}) with ordinality
                  as s(level, first, last, place)
             join audit_subtrees t on t.organization_id = $1 and t.level = s.level
               and t.index between s.first and s.last
             order by s.place, t.index`,
      values: [
        organizationId,
        ofSubtrees.map(({ base }) => base),
        ofSubtrees.map(({ first }) => first),
        ofSubtrees.map(({ first, length }) => first + length - 1),
      ],
    }),
  ]);
  const hashes = new Map<string, Buffer>();
  for (const [parts, { rows }] of [
    [ofLeaves, leaves],
    [ofSubtrees, stored],
  ] as const) {
    const byPlace = Map.groupBy(rows, ({ place }) => Number(place));
    for (const [index, { subtree, length }] of parts.entries()) {
      const found = byPlace.get(index + 1)?.map(({ hash }) => hash) ?? [];
      if (found.length !== length) throw new Error("stored hashes are missing; rebuild audit");
      hashes.set(nameOf(subtree), folded(found));
    }
  }
  return hashes;
}

/** The root of a perfect subtree, from the nodes of one of its levels. */
function folded(nodes: readonly Buffer[]): Buffer {
  let level = nodes;
  while (level.length > 1) {
    level = Array.from({ length: level.length / 2 }, (_, index) =>
      nodeHash(level[index * 2] ?? missing(), level[index * 2 + 1] ?? missing()),
    );
  }
  return level[0] ?? missing();
}

function missing(): never {
  throw new Error("a hash of the tree is missing");
}
