/** Reads of jobs, which act on what the directory does not show: that must not be for being set aside. */
import type pg from "pg";
import { organizationStream } from "../../domain/streams.ts";
import { directory } from "../../projections/directory/directory.ts";
import { isAnySetAside } from "../../projections/engine/set-aside.ts";

/** @throws Error if the organization is set aside; the job tries again later */
export async function readComplete<Result>(
  pool: pg.Pool,
  { organizationId }: { readonly organizationId: string },
  read: () => Promise<Result>,
): Promise<Result> {
  const keys = [organizationStream(organizationId)];
  const requireAll = async (): Promise<void> => {
    if (!(await isAnySetAside(pool, directory.name, keys))) return;
    throw new Error("the directory has set aside the organization");
  };
  // On both sides, because it may be set aside, or shown again, in between.
  await requireAll();
  const result = await read();
  await requireAll();
  return result;
}
