/** The texts of the first pages, in German: signing in, the frame, the list of users. */
import type { FirstTexts } from "../catalogue.ts";
import { common } from "./common.ts";
import { invitation } from "./invitation.ts";
import { members } from "./members.ts";
import { problems } from "./problems.ts";
import { shell } from "./shell.ts";
import { signIn } from "./sign-in.ts";

export const first: FirstTexts = {
  common,
  invitation,
  members,
  problems,
  shell,
  signIn,
};
