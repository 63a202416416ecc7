/** The English invite template that every organization begins with. */
import type { z } from "zod";
import type { inviteTemplate } from "./events.ts";

export const defaultTemplate: z.output<typeof inviteTemplate> = {
  language: "en",
  subject: "You are invited to {organizationName}",
  introMessage: "You have been invited to join {organizationName}.",
  html: [
    "<p>Hello {firstName},</p>",
    "<p>{introMessage}</p>",
    '<p><a href="{inviteLink}">Accept the invitation</a></p>',
    "<p>If you did not expect this message, you can leave it unanswered.</p>",
    "",
  ].join("\n"),
};
