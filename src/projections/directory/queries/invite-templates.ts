/** Reads an organization's invite templates, one per language. */
import type pg from "pg";
import type { InviteTemplateRow } from "../rows.ts";
import {
  type Page,
  type PageRequest,
  pageOf,
  type Resource,
  type ResourceStamps,
  toResourceStamps,
} from "../../engine/page.ts";

export interface InviteTemplateItem extends ResourceStamps {
  readonly language: string;
  readonly subject: string;
  readonly html: string;
  readonly introMessage: string | undefined;
}

const selected = `t.language, t.subject, t.html, t.intro_message,
                  t.created_at, t.created_by, t.updated_at, t.updated_by`;

/** Ordered by language. */
export async function listInviteTemplates(
  pool: pg.Pool,
  { organizationId, after, limit }: PageRequest & { readonly organizationId: string },
): Promise<Page<InviteTemplateItem>> {
  const { rows } = await pool.query<InviteTemplateRow>({
    name: "invite templates",
    text: `select ${selected} from invite_templates t
           where t.organization_id = $1 and t.language > $3 order by t.language limit $2`,
    values: [organizationId, limit + 1, after?.[0] ?? ""],
  });
  return pageOf(rows, limit, templateItem, (row) => [row.language]);
}

/** The revision is the organization's, because templates are in its stream. */
export async function readInviteTemplate(
  pool: pg.Pool,
  organizationId: string,
  language: string,
): Promise<Resource<InviteTemplateItem> | undefined> {
  const { rows } = await pool.query<InviteTemplateRow>({
    name: "invite template",
    text: `select ${selected}, o.revision
           from invite_templates t join organizations o using (organization_id)
           where t.organization_id = $1 and t.language = $2`,
    values: [organizationId, language],
  });
  const row = rows[0];
  return row && { item: templateItem(row), revision: row.revision };
}

function templateItem(row: InviteTemplateRow): InviteTemplateItem {
  return {
    language: row.language,
    subject: row.subject,
    html: row.html,
    introMessage: row.intro_message ?? undefined,
    ...toResourceStamps(row),
  };
}

/** The languages that have a template. */
export async function templateLanguages(pool: pg.Pool, organizationId: string): Promise<string[]> {
  const { rows } = await pool.query<{ language: string }>({
    name: "template languages",
    text: "select language from invite_templates where organization_id = $1 order by language",
    values: [organizationId],
  });
  return rows.map(({ language }) => language);
}
