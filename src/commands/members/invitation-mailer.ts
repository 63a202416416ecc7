/**
 * Mails invitations: each at least once, and never again after the log shows that it was sent. Any number
 * of instances share the work. The result of each mailing is an event.
 */
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { change, load } from "../kit/change.ts";
import type { Services } from "../kit/context.ts";
import { shownDay } from "../../domain/time.ts";
import { inviteSecret } from "../kit/secrets.ts";
import { systemActor, systemContext } from "../kit/system-context.ts";
import { memberTarget } from "../kit/stream-targets.ts";
import { renderInvite } from "../../domain/organization/invite-template.ts";
import { mayInvite } from "../../domain/member/invitation.ts";
import { granterNow } from "./accept-invite.ts";
import { type Outcome, queueJob, queueBeside } from "../kit/leased-queue.ts";
import { sendMail } from "../kit/mailing.ts";
import { MailFailed, messageIdFor } from "../../platform/mail/mail.ts";
import { plainText } from "../../platform/mail/plain-text.ts";
import {
  type InvitationToMail,
  outgoingInvitations,
} from "../../projections/invitations/invitations.ts";
import { readForMail } from "../../projections/directory/queries/inviting.ts";
import {
  organizationIsSetAside,
  personIsSetAside,
} from "../../projections/directory/queries/set-aside.ts";

const visibleMilliseconds = 5_000;

type Row = InvitationToMail & { readonly tries: number };

/** Mails all due invitations. */
export const invitationMailing = queueJob<Row>({
  name: "mailing invitations",
  // Each invitation wakes the job; this is for retries, and for what another instance left.
  seconds: 30,
  wakeOn: { projection: outgoingInvitations, types: ["InviteIssued"] },
  ...queueBeside<Row>(
    { rows: "outgoing_invitations", tries: "mailings", id: "sending_id" },
    `r.expires_at > $1 and not ${organizationIsSetAside("r.organization_id")}
       and not ${personIsSetAside("r.user_id")}
     order by r.issued_at, r.sending_id`,
  ),
  batchSize: 8,
  // Sending a mail takes less time than this.
  claimMinutes: 3,
  pauses: [1, 5, 15, 60, 240, 720],
  work: mailOne,
});

async function mailOne(services: Services, row: Row): Promise<Outcome> {
  const { organization_id: organizationId, user_id: userId, sending_id: sendingId } = row;
  const target = memberTarget(organizationId, userId);
  const known = await load({ services }, target);
  const { state, events } = known;
  const { invitation } = state;
  // An instance sent it and crashed before it settled the row, or it was replaced or ended.
  if (invitation?.sendingId !== sendingId || invitation.mail === "SENT") return "done";
  const granter = await granterNow({ services }, organizationId, state);
  const failure = mayInvite(granter, state.role)
    ? await sendMail(services, () => compose(services, row, events))
    : new MailFailed("Not sent: the person who invited may no longer grant this role.", false);
  const context = systemContext(services);
  await change(context, target, {
    command: { type: "RecordInviteSending", sendingId, at: context.at, failure: failure?.reason },
    actor: systemActor,
    causationId: row.event_id,
    known,
  });
  return failure?.isTransient ? { retryAfter: 0 } : "done";
}

async function compose(services: Services, row: Row, events: readonly RecordedEvent[]) {
  const { organization_id: organizationId, user_id: userId, language, expires_at } = row;
  const { pool, directory, keys, publicUrl, mailSender } = services;
  if (!(await directory.waitFor(events.at(-1)?.position ?? 0n, visibleMilliseconds))) {
    // Not a failure of the mail: another try follows when the claim ends.
    throw new Error("the directory does not show the invitation yet");
  }
  const found = await readForMail(pool, { organizationId, userId, language });
  if (found.isSetAside) {
    throw new Error("the directory has set aside the organization or the person");
  }
  const { template, organizationName, email, name = "", firstName = "", lastName = "" } = found;
  if (template === undefined || organizationName === undefined) {
    throw new MailFailed(`The invite template for ${language} was deleted.`, false);
  }
  // The address as first registered, because another spelling may be another mailbox.
  if (email === undefined) throw new MailFailed("The person was erased.", false);
  const secret = inviteSecret(keys.inviteSecrets, {
    organizationId,
    userId,
    sendingId: row.sending_id,
  });
  // The secret is in the fragment, which browsers do not send to servers.
  const link = `${publicUrl()}/accept-invitation#token=${secret}`;
  const { subject, html } = renderInvite(template, {
    inviteLink: link,
    organizationName,
    firstName,
    lastName,
    name,
    email,
    expiresAt: shownDay(expires_at),
  });
  const messageId = messageIdFor(row.event_id, mailSender);
  return {
    to: email,
    subject,
    html,
    text: plainText(html, link),
    messageId,
    link,
    isLinkLogged: true,
    userId,
  };
}
