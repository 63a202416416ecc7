/** Finishes forward what a crash cut off, each feature its own; answers how much there was. */
import { repairErasures } from "../commands/erasure/repair.ts";
import type { Services } from "../commands/kit/context.ts";
import { repairMembers } from "../commands/members/repair.ts";

export async function repair(services: Services): Promise<number> {
  return (await repairMembers(services)) + (await repairErasures(services));
}
