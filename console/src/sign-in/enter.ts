/** Sign in by mailed code; the cookie is the session. */
import { unwrap } from "@muster/client";
import { api, hasCode } from "../app/api.ts";
import { tellOtherTabs } from "../app/other-tabs.ts";

export type Entered = Awaited<ReturnType<typeof verify>>;

/** The answer is the same for every address. @throws MusterProblem */
export function askForCode(email: string): Promise<unknown> {
  return unwrap(api.POST("/v1/sign-in", { body: { email } }));
}

/**
 * Opens management, or where the person's roles do not allow that, their own account.
 * @throws MusterProblem
 */
export async function enter(email: string, code: string): Promise<Entered> {
  try {
    return await verify(email, code, "management");
  } catch (error) {
    if (!hasCode(error, "management-role-required")) throw error;
    return verify(email, code, "account");
  }
}

async function verify(email: string, code: string, access: "management" | "account") {
  const params = { query: { cookie: "true" as const } };
  const body = { email, code, access };
  const entered = await unwrap(api.POST("/v1/sign-in/verify", { params, body }));
  tellOtherTabs(entered.user.userId);
  return entered;
}
