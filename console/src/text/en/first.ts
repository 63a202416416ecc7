/** The texts of the first pages, in English: signing in, the frame, the list of users. */
import { common } from "./common.ts";
import { invitation } from "./invitation.ts";
import { members } from "./members.ts";
import { problems } from "./problems.ts";
import { shell } from "./shell.ts";
import { signIn } from "./sign-in.ts";

export const first = {
  common,
  invitation,
  members,
  problems,
  shell,
  signIn,
};
