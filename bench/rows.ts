/** The rows of `npm run bench`, in the order in which they are measured and shown. */
import { append } from "./rows/append.ts";
import { eventStoreDbCommands, eventStoreDbPort } from "./rows/eventstoredb.ts";
import { exports } from "./rows/export.ts";
import { idle } from "./rows/idle.ts";
import { invite, inviteMailed } from "./rows/invite.ts";
import { keyCheck } from "./rows/key-check.ts";
import { membersPage } from "./rows/members-page.ts";
import { readAll } from "./rows/read-all.ts";
import { rebuilds } from "./rows/rebuild.ts";
import { roleChange } from "./rows/role-change.ts";
import { start } from "./rows/start.ts";
import { visible } from "./rows/visible.ts";
import type { Measurement } from "./systems.ts";

export const measurements: readonly Measurement[] = [
  roleChange,
  membersPage,
  keyCheck,
  invite,
  inviteMailed,
  idle,
  append,
  visible,
  readAll,
  rebuilds,
  start,
  eventStoreDbCommands,
  eventStoreDbPort,
  exports,
];
