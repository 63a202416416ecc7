/** An organization's invite templates, one per language. */
import type { RawBuilder } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { type Page, type PageRequest, revision, stamps } from "../../engine/page.ts";
import { type Given, prepared } from "../../engine/prepared.ts";
import { present } from "../../engine/read-model.ts";
import { readPage } from "../../engine/read-page.ts";
import { directoryQueries } from "../rows.ts";

export const inviteTemplate = z
  .object({
    language: z.string().describe("ISO 639-1."),
    subject: z.string(),
    html: z.string(),
    introMessage: z.string().optional(),
    ...stamps,
    revision: revision.describe("The organization's revision, for `If-Match`."),
  })
  .meta({ id: "InviteTemplate" });
type InviteTemplate = z.output<typeof inviteTemplate>;

/** The revision is the organization's, because templates are in its stream. */
const templatesOf = (organizationId: string | RawBuilder<string>) =>
  directoryQueries
    .selectFrom("invite_templates as t")
    .innerJoin("organizations as o", "o.organization_id", "t.organization_id")
    .select(["t.language", "t.subject", "t.html", "t.intro_message as introMessage"])
    .select(["t.created_at as createdAt", "t.created_by as createdBy"])
    .select(["t.updated_at as updatedAt", "t.updated_by as updatedBy", "o.revision"])
    .where("t.organization_id", "=", organizationId);

/** Ordered by language. */
export async function listInviteTemplates(
  pool: pg.Pool,
  { organizationId, ...page }: PageRequest & { readonly organizationId: string },
): Promise<Page<InviteTemplate>> {
  return readPage(pool, templatesOf(organizationId), page, {
    by: ["t.language"],
    item: present,
    cursor: (row) => [row.language],
  });
}

export async function readInviteTemplate(
  pool: pg.Pool,
  organizationId: string,
  language: string,
): Promise<InviteTemplate | undefined> {
  return (await readTemplateIn(pool, { organizationId, language })).map(present)[0];
}

type Wanted = Given<{ readonly organizationId: string; readonly language: string }>;

const readTemplateIn = prepared("invite template", ({ organizationId, language }: Wanted) =>
  templatesOf(organizationId).where("t.language", "=", language),
);
