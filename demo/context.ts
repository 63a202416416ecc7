/** Provides what a demo's year needs besides the API, inside the service's process. */
import { firstRunIn, type Founding } from "../src/service/bootstrap.ts";
import { openSession } from "../src/commands/sign-in/sessions.ts";
import { readAddress } from "../src/projections/directory/queries/users.ts";
import type { RunningService } from "../src/service/service.ts";
import type { DemoClock } from "./clock.ts";
import type { Inbox } from "./inbox.ts";
import type { DemoContext } from "./year.ts";

/** Founds the demo's organization if it does not exist yet. */
export async function createDemoContext(
  { services, url }: RunningService,
  dataDir: string,
  founding: Founding,
  { clock, inbox }: { readonly clock: DemoClock; readonly inbox: Inbox },
): Promise<DemoContext> {
  const { firstRun } = await firstRunIn(dataDir, services, founding, url);
  if (firstRun === undefined) throw new Error("the new data directory has no first run");
  const sessions = new Map<string, { readonly token: string; readonly until: string }>();
  return {
    url,
    clock,
    organizationId: firstRun.organizationId,
    ownerId: firstRun.userId,
    async signIn(userId) {
      const known = sessions.get(userId);
      if (known !== undefined && known.until > clock.now().toISOString()) return known.token;
      const { sessionToken, expiresAt } = await openSession(services, userId, crypto.randomUUID());
      sessions.set(userId, { token: sessionToken, until: expiresAt });
      return sessionToken;
    },
    async inviteLink(userId) {
      return inbox.takeLink((await readAddress(services.pool, userId)) ?? "");
    },
  };
}
