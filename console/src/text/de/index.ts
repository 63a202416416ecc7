/** The catalogue in German. */
import { audit } from "./audit.ts";
import { common } from "./common.ts";
import { erasure } from "./erasure.ts";
import { invitation } from "./invitation.ts";
import { logs } from "./logs.ts";
import { member } from "./member.ts";
import { members } from "./members.ts";
import { notifications } from "./notifications.ts";
import { organizations } from "./organizations.ts";
import { ownData } from "./own-data.ts";
import { problems } from "./problems.ts";
import { shell } from "./shell.ts";
import { signIn } from "./sign-in.ts";
import { solutions } from "./solutions.ts";
import { tokens } from "./tokens.ts";
import { usage } from "./usage.ts";
import { users } from "./users.ts";
import type { Catalogue } from "../catalogue.ts";

export const catalogue: Catalogue = {
  audit,
  common,
  erasure,
  invitation,
  logs,
  member,
  members,
  notifications,
  organizations,
  ownData,
  problems,
  shell,
  signIn,
  solutions,
  tokens,
  usage,
  users,
};
