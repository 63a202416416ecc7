/** Mail for tests that need no mail server: a mailer that keeps its mails, and the invitations to send. */
import type { Mailing } from "../../src/commands/kit/mailing.ts";
import type { Mail } from "../../src/platform/mail/mail.ts";
import { createProjectionGroup, type ProjectionGroup } from "../../src/projections/engine/group.ts";
import { outgoingInvitations } from "../../src/projections/invitations/invitations.ts";
import type { TestService } from "./http.ts";

export interface KeptMails {
  readonly mails: Mail[];
  readonly mailing: Mailing;
}

export function keepMails(): KeptMails {
  const mails: Mail[] = [];
  const mailer = {
    async send(mail: Mail) {
      mails.push(mail);
    },
    forget: async () => undefined,
    close: async () => undefined,
  };
  return {
    mails,
    mailing: { mailer, sender: "Muster <muster@localhost>", onResult: () => undefined },
  };
}

/** Starts the projection from which invitations are mailed. */
export function startInvitations({ services, database }: TestService): ProjectionGroup {
  const { pool, store, codec, log } = services;
  const { connection } = database;
  const projection = outgoingInvitations;
  const group = createProjectionGroup({ projection, connection, pool, store, codec, log });
  group.start();
  return group;
}
