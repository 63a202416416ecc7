/** Accepts an invitation by its secret, or previews it without accepting. */
import type { MemberState } from "../../domain/member/state.ts";
import { memberDecider } from "../../domain/member/decider.ts";
import { isRejection } from "../../domain/decider.ts";
import { accountScopes } from "../../domain/rights.ts";
import { systemId } from "../../domain/primitives.ts";
import type { OrganizationRole } from "../../domain/roles.ts";
import type { Actor } from "../../eventstore/codec.ts";
import {
  findInvitation,
  type InvitationFound,
} from "../../projections/directory/queries/invitations.ts";
import { isKnownElsewhere } from "../../projections/directory/queries/organizations.ts";
import { namesIn } from "../../projections/engine/people-names.ts";
import { standingInStreams } from "../kit/authority.ts";
import { changeMember } from "../kit/change-member.ts";
import { change, load } from "../kit/change.ts";
import {
  type CommandContext,
  type CommandResult,
  type Services,
  withoutIfMatch,
} from "../kit/context.ts";
import { notFound, RejectedError, setAside } from "../kit/rejected-error.ts";
import { digestOf, isWellFormed } from "../kit/secrets.ts";
import { signInUser, type NewSession } from "../sign-in/sessions.ts";
import { memberTarget, userTarget } from "../kit/stream-targets.ts";
import { furthest } from "../kit/wait-until-visible.ts";

/** Shows the invitation. It changes nothing, because mail scanners open links. */
export async function previewInvite(services: Services, { token }: { readonly token: string }) {
  const found = await findByToken(services, token);
  const { state } = await load({ services }, memberTarget(found.organizationId, found.userId));
  const at = services.clock().toISOString();
  const command = { type: "AcceptInvite", digest: digestOf(token), granter: "SYSTEM", at } as const;
  const outcome = memberDecider.decide(command, state);
  if (isRejection(outcome)) throw RejectedError.from(outcome);
  const { organizationName, email, firstName, lastName, language, expiresAt } = found;
  const invitedBy = await inviterOf(services, found.organizationId, state);
  return { organizationName, invitedBy, email, firstName, lastName, language, expiresAt };
}

/** Who last set the role or sent the invitation, if the organization still knows them. */
async function inviterOf(
  { pool }: Services,
  organizationId: string,
  { grantedBy }: MemberState,
): Promise<{ readonly name: string } | undefined> {
  if (grantedBy === undefined) return undefined;
  const name = (await namesIn(pool, organizationId, [grantedBy])).get(grantedBy)?.name;
  return name === undefined ? undefined : { name };
}

export async function acceptInvite(
  request: CommandContext,
  input: {
    readonly token: string;
    readonly firstName?: string | undefined;
    readonly lastName?: string | undefined;
    /** The session opens management only if the role does, as after a sign-in. */
    readonly isByRole?: boolean | undefined;
  },
): Promise<CommandResult & NewSession & { readonly userId: string }> {
  const context = withoutIfMatch(request);
  const { services } = context;
  const { organizationId, userId } = await findByToken(services, input.token);
  // Whoever has the secret counts as the invited person.
  const actor: Actor = { userId, via: "SESSION" };
  const accepted = await changeMember(
    context,
    { actor },
    { organizationId, userId },
    async (state) => ({
      type: "AcceptInvite",
      digest: digestOf(input.token),
      granter: await granterNow(context, organizationId, state),
      at: context.at,
    }),
  );
  // The names are shown wherever the person is a member, so whoever has a link sets them only once.
  const { firstName, lastName } = input;
  const profile = (await isKnownElsewhere(services.pool, userId, organizationId))
    ? {}
    : {
        ...(firstName === undefined ? {} : { firstName }),
        ...(lastName === undefined ? {} : { lastName }),
      };
  const changed = await change(context, userTarget(userId), {
    command: { type: "ChangeProfile", profile },
    actor,
    causationId: accepted.lastEventId,
  });
  // The link proves only that the bearer was sent this invitation. Everything else needs a sign-in.
  const isAccount = input.isByRole === true && accepted.after.role === "USER";
  const session = await signInUser(context, userId, "INVITATION", {
    only: organizationId,
    scopes: isAccount ? accountScopes : undefined,
  });
  const position = furthest(accepted.position, changed.position, session.position);
  return { ...session, userId, position };
}

/** The present role of the member who granted the invited role, read from the event store. */
export async function granterNow(
  { services }: Pick<CommandContext, "services">,
  organizationId: string,
  { grantedBy }: MemberState,
): Promise<OrganizationRole | "SYSTEM" | undefined> {
  if (grantedBy === undefined) return undefined;
  if (grantedBy === systemId) return "SYSTEM";
  const { status, role } = await standingInStreams(services, organizationId, grantedBy);
  return status === "ACTIVE" ? role : undefined;
}

async function findByToken(services: Services, token: string): Promise<InvitationFound> {
  const found = isWellFormed("invite", token)
    ? await findInvitation(services.pool, digestOf(token))
    : undefined;
  if (found === undefined) throw notFound("invitation");
  if (found.isSetAside) throw setAside("organization");
  return found;
}
