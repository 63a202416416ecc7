/**
 * Hands out the links of new invitations. It reads the log like a projection - one active instance, a
 * checkpoint that moves with the work - so an invitation is handed out at least once, also after a crash.
 */
import type { Logger } from "pino";
import { inviteSecret } from "../commands/secrets.ts";
import type { Recorded } from "../eventstore/codec.ts";
import type { ServiceKeys } from "../keys/service-keys.ts";
import type { Projection } from "../projections/projection.ts";

/** An invitation on its way to the invited person. */
export interface Outgoing {
  readonly organizationId: string;
  readonly userId: string;
  readonly language: string;
  readonly expiresAt: string;
  /** Opens a page of the front end; the secret is in the fragment, which no server ever sees. */
  readonly inviteLink: string;
}

export type Deliver = (invitation: Outgoing) => Promise<void>;

/** The embedded default: the operator reads the link in the log. Names and addresses stay out of it. */
export function deliverToLog(log: Logger): Deliver {
  return async (invitation) => log.info(invitation, "an invitation is ready: pass on its link");
}

export function invitations(
  keys: ServiceKeys,
  publicUrl: () => string,
  deliver: Deliver,
): Projection {
  return {
    name: "invitations",
    version: 1,
    tables: [],
    async apply(batch) {
      for (const event of batch) {
        if (event.type === "InviteIssued") await deliver(outgoing(event, keys, publicUrl()));
      }
    },
  };
}

function outgoing(
  { data, metadata }: Extract<Recorded, { type: "InviteIssued" }>,
  keys: ServiceKeys,
  publicUrl: string,
): Outgoing {
  const { organizationId, subjectId: userId } = metadata;
  if (organizationId === undefined || userId === undefined) {
    throw new Error("an invitation belongs to an organization and a person");
  }
  const secret = inviteSecret(keys.inviteSecrets, {
    organizationId,
    userId,
    sendingId: data.sendingId,
  });
  const { language, expiresAt } = data;
  const inviteLink = `${publicUrl}/accept-invitation#token=${secret}`;
  return { organizationId, userId, language, expiresAt, inviteLink };
}
