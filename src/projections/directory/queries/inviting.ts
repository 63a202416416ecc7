/** What inviting asks of the directory, and what the mail of an invitation says. */
import { sql } from "kysely";
import type pg from "pg";
import { givenArrayOf, givenArrays } from "../../../platform/database/given-array.ts";
import { groupedRead, inOrderOf } from "../../../platform/group-reads.ts";
import { type Given, prepared } from "../../engine/prepared.ts";
import { present } from "../../engine/read-model.ts";
import { settingsOfOrganizations } from "./organizations.ts";
import { organizationIsSetAside, personIsSetAside } from "./set-aside.ts";

/** An organization's settings, its templates' languages and its counts. */
export const readForInviting = groupedRead(
  async (pool: pg.Pool, organizationIds: readonly string[]) => {
    const rows = await readSettingsForInviting(pool, { organizationIds });
    return inOrderOf(organizationIds, rows.map(present), ({ organizationId }) => organizationId);
  },
);

type Inviting = Given<{ readonly organizationIds: readonly string[] }>;

const readSettingsForInviting = prepared("for inviting", ({ organizationIds }: Inviting) =>
  settingsOfOrganizations
    .select(["organization_id as organizationId", "member_count as members"])
    .select(
      sql<number>`(select count(*) from members m
                   where m.organization_id = organizations.organization_id
                     and m.status = 'INVITED')::integer`.as("pending"),
    )
    .select(
      sql<string[]>`array(select language from invite_templates t
                          where t.organization_id = organizations.organization_id
                          order by language)`.as("languages"),
    )
    .where(sql<boolean>`organization_id = any(${givenArrayOf(organizationIds, "uuid")})`),
);

interface ToMail {
  readonly organizationId: string;
  readonly userId: string;
  readonly language: string;
}

interface MailRow {
  readonly isSetAside: boolean;
  readonly organizationName: string | null;
  readonly subject: string | null;
  readonly html: string | null;
  readonly introMessage: string | null;
  readonly name: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
}

/** All of one moment. The address is the one that was first registered; none if the person was erased. */
export const readForMail = groupedRead(async (pool: pg.Pool, asked: readonly ToMail[]) => {
  const { rows } = await pool.query<MailRow>({
    name: "for mail",
    text: `select ${organizationIsSetAside("w.organization_id")} or ${personIsSetAside("w.user_id")}
                    as "isSetAside",
                  o.name as "organizationName", t.subject, t.html, t.intro_message as "introMessage",
                  m.name, m.first_name as "firstName", m.last_name as "lastName", u.email
           from unnest(${givenArrays(1, "uuid", "uuid", "text")})
             with ordinality as w(organization_id, user_id, language, place)
           left join organizations o on o.organization_id = w.organization_id
           left join invite_templates t
             on t.organization_id = w.organization_id and t.language = w.language
           left join members m
             on m.organization_id = w.organization_id and m.user_id = w.user_id
           left join users u on u.user_id = w.user_id
           order by w.place`,
    values: [
      asked.map(({ organizationId }) => organizationId),
      asked.map(({ userId }) => userId),
      asked.map(({ language }) => language),
    ],
  });
  return rows.map((row) => {
    const { subject, html, introMessage, ...found } = present(row);
    const isWhole = subject !== undefined && html !== undefined;
    return { ...found, template: isWhole ? { subject, html, introMessage } : undefined };
  });
});
