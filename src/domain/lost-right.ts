/** Why the system undid what a person began: they had lost the right to it. */
import { z } from "zod";
import { id } from "./primitives.ts";
import { memberStatuses, organizationRole } from "./roles.ts";

export const lostRight = z.strictObject({
  userId: id,
  /** What they were in the organization by then. */
  status: z.enum(["NONE", ...memberStatuses, "REMOVED", "ERASED"]),
  role: organizationRole.optional(),
});
export type LostRight = z.output<typeof lostRight>;
