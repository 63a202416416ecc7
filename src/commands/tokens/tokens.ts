/** CreateToken, ExtendTokenLease and DeleteToken: people manage their own tokens, from a session only. */
import { type Permission, permissions } from "../../domain/rights.ts";
import { readToken } from "../../projections/directory/queries/tokens.ts";
import { isClosedSomewhere } from "../../projections/directory/queries/authorization.ts";
import {
  actorOf,
  authorize,
  ownScope,
  requireFullSession,
  requireSession,
} from "../kit/authorize.ts";
import { managementRoleRequired, notFound, RejectedError } from "../kit/rejected-error.ts";
import { change } from "../kit/change.ts";
import type { CommandResult, CommandContext } from "../kit/context.ts";
import { withPlace } from "../kit/places.ts";
import { digestOf, newSecret } from "../kit/secrets.ts";
import { tokenTarget } from "../kit/stream-targets.ts";

interface NewToken {
  readonly name: string;
  /** Left out: all that the session has. */
  readonly scopes?: readonly Permission[] | undefined;
  readonly organizationId?: string | undefined;
}

export async function createToken(
  context: CommandContext,
  { name, scopes, organizationId = context.caller.organizationId }: NewToken,
): Promise<CommandResult & { readonly tokenId: string; readonly secret: string | undefined }> {
  const { userId, scopes: own = permissions } = context.caller;
  requireSession(context);
  const standing =
    organizationId === undefined ? undefined : await authorize(context, organizationId);
  if (organizationId === undefined) await requireNowhereClosed(context);
  const beyond = scopes?.find((scope) => !own.includes(scope));
  if (beyond !== undefined) {
    throw managementRoleRequired(`This session cannot make a token with the scope ${beyond}.`);
  }
  const tokenId = context.ids.next();
  const secret = newSecret("token");
  const place = { ...tokenPlace, holder: userId, thing: tokenId };
  const { position, events } = await withPlace(context, place, () =>
    change(context, tokenTarget(tokenId, userId), {
      command: {
        type: "IssueToken",
        userId,
        organizationId,
        name,
        digest: digestOf(secret),
        scopes: [...new Set(scopes ?? own)],
        at: context.at,
      },
      actor: actorOf(context),
      authority: standing?.authority,
    }),
  );
  // If an earlier try issued the token, its secret is lost, because secrets are not stored.
  const issued = events.length > 0 ? secret : undefined;
  return { position, tokenId, secret: issued };
}

const tokenPlace = {
  budget: "tokensPerPerson",
  counted: `select token_id from tokens
            where user_id = $2::uuid and deleted_at is null and expires_at > $4`,
  advice: "Delete a token first.",
} as const;

/** A token for all organizations opens those, too, that are closed to the session. */
async function requireNowhereClosed(context: CommandContext): Promise<void> {
  requireFullSession(context);
  if (!(await isClosedSomewhere(context.services.pool, ownScope(context)))) return;
  throw new RejectedError(
    "sign-in-again",
    "One of your organizations is closed to this session, which was idle or is from before you were removed. Sign in again, or make a token for one organization.",
  );
}

/** A session for one organization changes only tokens for that one. */
async function requireTokenInReach(context: CommandContext, tokenId: string): Promise<void> {
  const { services, caller, at } = context;
  if (caller.organizationId === undefined) return requireFullSession(context);
  requireSession(context);
  const found = await readToken(services.pool, ownScope(context), tokenId, at);
  if (found === undefined) throw notFound("token");
}

export async function changeToken(
  context: CommandContext,
  { tokenId }: { readonly tokenId: string },
  type: "ExtendTokenLease" | "DeleteToken",
): Promise<CommandResult> {
  await requireTokenInReach(context, tokenId);
  const { caller, at } = context;
  const command = { type, userId: caller.userId, at };
  const target = tokenTarget(tokenId, caller.userId);
  return change(context, target, { command, actor: actorOf(context) });
}
