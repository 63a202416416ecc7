/** CreateToken, ExtendTokenLease, DeleteToken: a person's own tokens, from a signed-in session only. */
import { type Permission, permissions } from "../../domain/rights.ts";
import type { TokenCommand } from "../../domain/token/decider.ts";
import { actorOf, authorize, requireSession } from "../kit/authorize.ts";
import { change } from "../kit/change.ts";
import type { Done, Run } from "../kit/context.ts";
import { Refused } from "../kit/refused.ts";
import { digestOf, newSecret } from "../kit/secrets.ts";
import { tokenTarget } from "../kit/targets.ts";
import { visible } from "../kit/visible.ts";

export interface NewToken {
  readonly name: string;
  /** Left out: every scope there is today. */
  readonly scopes?: readonly Permission[] | undefined;
  readonly organizationId?: string | undefined;
}

export async function createToken(
  run: Run,
  { name, scopes = permissions, organizationId = run.caller.organizationId }: NewToken,
): Promise<Done & { readonly tokenId: string; readonly secret: string | undefined }> {
  const { userId } = run.caller;
  requireSession(run.caller);
  if (organizationId !== undefined) await authorize(run.services, run.caller, organizationId);
  const tokenId = run.ids.next();
  const secret = newSecret("token");
  const { position, events } = await change(run, tokenTarget(tokenId, userId), {
    command: {
      type: "IssueToken",
      userId,
      organizationId,
      name,
      digest: digestOf(secret),
      scopes: [...new Set(scopes)],
      at: run.at,
    },
    actor: actorOf(run.caller),
  });
  // Issued by an earlier try under the same idempotency key: that try's secret is kept nowhere.
  const shown = events.length > 0 ? secret : undefined;
  return visible(run.services, { position, tokenId, secret: shown });
}

export function extendTokenLease(
  run: Run,
  { tokenId }: { readonly tokenId: string },
): Promise<Done> {
  const { userId } = run.caller;
  return changeOwnToken(run, tokenId, { type: "ExtendTokenLease", userId, at: run.at });
}

export function deleteToken(run: Run, { tokenId }: { readonly tokenId: string }): Promise<Done> {
  return changeOwnToken(run, tokenId, { type: "DeleteToken", userId: run.caller.userId });
}

async function changeOwnToken(run: Run, tokenId: string, command: TokenCommand): Promise<Done> {
  requireSession(run.caller);
  if (run.caller.organizationId !== undefined) {
    throw new Refused("session-required", "This session is for one organization; sign in first.");
  }
  const { position } = await change(run, tokenTarget(tokenId, run.caller.userId), {
    command,
    actor: actorOf(run.caller),
    ifMatch: run.ifMatch,
  });
  return visible(run.services, { position });
}
