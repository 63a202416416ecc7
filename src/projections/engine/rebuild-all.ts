/** Rebuilds several projections at once, with one pass over the log (docs/decisions/0034-rebuilds.md). */
import { passFor } from "./one-pass.ts";
import type { Projection } from "./projection.ts";
import { rebuild, type RebuildParts, type RebuildProgress, type Rebuilt } from "./rebuild.ts";

interface TogetherParts extends Omit<
  RebuildParts,
  "projection" | "readAfter" | "onProgress" | "onSetAside"
> {
  readonly onSetAside?: (
    projection: Projection,
    ...set: Parameters<NonNullable<RebuildParts["onSetAside"]>>
  ) => void;
  readonly onProgress?: (projection: Projection, progress: RebuildProgress) => void;
}

/** The result of each, in their order. One that fails does not stop the others. */
export async function rebuildAll(
  { onSetAside, onProgress, ...parts }: TogetherParts,
  projections: readonly Projection[],
): Promise<readonly PromiseSettledResult<Rebuilt>[]> {
  const takers = passFor(parts.store, parts.codec, projections);
  return Promise.allSettled(
    projections.map(async (projection, index) => {
      const taker = takers[index];
      try {
        return await rebuild({
          ...parts,
          projection,
          readAfter: taker?.readAfter,
          onSetAside: (...set) => onSetAside?.(projection, ...set),
          onProgress: (progress) => onProgress?.(projection, progress),
        });
      } finally {
        taker?.leave();
      }
    }),
  );
}
