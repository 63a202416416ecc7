/**
 * The projection `invitations`: those that must still be mailed. The mailer (invitation-mailer.ts) works
 * through its table.
 */
import type pg from "pg";
import { givenArrays } from "../../platform/database/given-array.ts";
import { idIn, membershipIn } from "../../domain/streams.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import { insertRows } from "../engine/insert-rows.ts";
import type { Projection } from "../engine/projection.ts";
import { insertTableOf, type RowOf } from "../engine/read-model.ts";
import { organizationInKey } from "../engine/set-aside.ts";

export type InvitationToMail = RowOf<"outgoing_invitations">;

const table = insertTableOf<InvitationToMail>("outgoing_invitations");

export const outgoingInvitations: Projection = {
  name: "invitations",
  version: 2,
  tables: [table.name],
  foldIndexes: ["outgoing_invitations_by_member"],

  async apply(batch, client) {
    const open = new Map<string, InvitationToMail | undefined>();
    const ended: string[] = [];
    for (const event of batch) {
      if (event.type === "OrganizationDeleted") ended.push(idIn(event.stream));
      else fold(open, event);
    }
    await write(client, open);
    if (ended.length > 0) await forgetOrganizations(client, ended);
  },

  /** Nothing is mailed for an organization: an invitation may have been revoked. */
  async setAside(client, key) {
    const organizationId = organizationInKey(key);
    if (organizationId !== undefined) await forgetOrganizations(client, [organizationId]);
    return undefined;
  },
};

async function forgetOrganizations(client: pg.ClientBase, ids: readonly string[]): Promise<void> {
  await client.query("delete from outgoing_invitations where organization_id = any($1::uuid[])", [
    ids,
  ]);
}

/** `open` holds for each membership the invitation to be mailed; undefined if there is no longer one. */
function fold(open: Map<string, InvitationToMail | undefined>, event: RecordedEvent): void {
  switch (event.type) {
    case "InviteIssued": {
      const { organizationId, userId } = membershipIn(event.stream);
      const { sendingId, language, issuedAt, expiresAt } = event.data;
      open.set(event.stream, {
        sending_id: sendingId,
        organization_id: organizationId,
        user_id: userId,
        language,
        event_id: event.eventId,
        issued_at: issuedAt,
        expires_at: expiresAt,
      });
      return;
    }
    case "InviteEmailSent":
    case "InviteAccepted":
    case "InviteRevoked":
    case "MemberInvited":
    case "MemberRemoved":
      open.set(event.stream, undefined);
      return;
    // A failed mail is tried again; other events do not matter here.
    default:
  }
}

async function write(
  client: pg.ClientBase,
  open: ReadonlyMap<string, InvitationToMail | undefined>,
) {
  if (open.size === 0) return;
  const members = [...open.keys()].map(membershipIn);
  await client.query({
    name: "end outgoing invitations",
    text: `delete from outgoing_invitations o
           using unnest(${givenArrays(1, "uuid", "uuid")}) as m(organization_id, user_id)
           where o.organization_id = m.organization_id and o.user_id = m.user_id`,
    values: [members.map((each) => each.organizationId), members.map((each) => each.userId)],
  });
  const rows = [...open.values()].filter((row) => row !== undefined);
  await insertRows(client, table, rows);
}
