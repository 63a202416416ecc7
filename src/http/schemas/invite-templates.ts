/** Invite templates as they come in and go out. */
import { z } from "zod";
import { inviteTemplate as savedTemplate } from "../../domain/organization/events.ts";
import {
  templateParameters,
  unknownParameters,
} from "../../domain/organization/invite-template.ts";
import { pageOf } from "../lists.ts";
import { stamps } from "./common.ts";

const parameters = templateParameters.map((name) => `{${name}}`).join(", ");

const { subject, html, introMessage } = savedTemplate.shape;
const known = <Schema extends z.ZodType<string | undefined>>(schema: Schema) =>
  schema.superRefine((text, context) => {
    for (const name of unknownParameters(text ?? "").slice(0, 5)) {
      context.addIssue({
        code: "custom",
        message: `{${name}} is not known; the parameters are ${parameters}`,
      });
    }
  });

export const newInviteTemplate = z
  .strictObject({
    subject: known(subject),
    html: known(html),
    introMessage: known(introMessage).describe("Stands where the others say {introMessage}."),
  })
  .meta({
    id: "NewInviteTemplate",
    examples: [
      {
        subject: "Welcome to {organizationName}",
        html: '<p>Hello {firstName},</p><p>{introMessage}</p><p><a href="{inviteLink}">Join</a></p>',
        introMessage: "We are glad to have you.",
      },
    ],
  });

export const inviteTemplate = z
  .object({
    language: z.string().describe("ISO 639-1."),
    subject: z.string(),
    html: z.string(),
    introMessage: z.string().optional(),
    ...stamps,
  })
  .meta({ id: "InviteTemplate" });

export const inviteTemplatePage = pageOf(inviteTemplate, "InviteTemplatePage");

export const templatePreview = {
  description: "The message as its reader sees it. Its subject is in the header Muster-Subject.",
  content: { "text/html": { schema: z.string() } },
};
