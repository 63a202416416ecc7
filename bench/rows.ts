/** The rows of `npm run bench`, in the order in which they are measured and shown. */
import { keyCheck } from "./rows/key-check.ts";
import { membersPage } from "./rows/members-page.ts";
import { roleChange } from "./rows/role-change.ts";
import type { Measurement } from "./systems.ts";

export const measurements: readonly Measurement[] = [roleChange, membersPage, keyCheck];
