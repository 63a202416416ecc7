/** The texts of all later pages, in English. */
import { audit } from "./audit.ts";
import { erasure } from "./erasure.ts";
import { logs } from "./logs.ts";
import { member } from "./member.ts";
import { notifications } from "./notifications.ts";
import { organizations } from "./organizations.ts";
import { ownData } from "./own-data.ts";
import { solutions } from "./solutions.ts";
import { tokens } from "./tokens.ts";
import { usage } from "./usage.ts";
import { users } from "./users.ts";

export const rest = {
  audit,
  erasure,
  logs,
  member,
  notifications,
  organizations,
  ownData,
  solutions,
  tokens,
  usage,
  users,
};
