/** Schemas of invite templates. */
import { z } from "zod";
import { inviteTemplate as savedTemplate } from "../../domain/organization/events.ts";
import { faultIn } from "../../domain/organization/invite-template.ts";
import { inviteTemplate } from "../../projections/directory/queries/invite-templates.ts";
import { pageSchema } from "../kit/lists.ts";
import { withPeople } from "../kit/people.ts";

const { subject, html, introMessage } = savedTemplate.shape;
const validPart = <Schema extends z.ZodType<string | undefined>>(
  part: "subject" | "html" | "introMessage",
  schema: Schema,
) =>
  schema.superRefine((content, context) => {
    const message = faultIn(part, content ?? "");
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });

export const newInviteTemplate = z
  .strictObject({
    subject: validPart("subject", subject),
    html: validPart("html", html).describe(
      "Elements, attributes, addresses and inline styles that any mail program shows. Others are refused.",
    ),
    introMessage: validPart("introMessage", introMessage).describe(
      "Replaces {introMessage} in the subject and the HTML.",
    ),
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

export const inviteTemplatePage = pageSchema(inviteTemplate, "InviteTemplatePage");
export const singleInviteTemplate = withPeople(inviteTemplate, "SingleInviteTemplate");

export const templatePreview = {
  description: "The message as its reader sees it. The header Muster-Subject has its subject.",
  content: { "text/html": { schema: z.string() } },
};
