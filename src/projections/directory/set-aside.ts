/**
 * What the directory does when it sets an organization or a person aside. An organization vanishes from its
 * tables, as if deleted: so no query can answer anything about it, and no right in it holds. A person stays
 * a member, and authentication refuses them (queries/set-aside.ts).
 */
import type pg from "pg";
import type { StoredRecord } from "../../eventstore/port.ts";
import { idIn } from "../../domain/streams.ts";
import { organizationInKey } from "../engine/set-aside.ts";

/** Removes the organization $1 from the tables, and from one more. */
export const withoutOrganization = (table: "invitations" | "organizations") =>
  `with solution as (
     delete from solutions where organization_id = $1::uuid returning solution_id
   ), assignment as (
     delete from assignments using solution where assignments.solution_id = solution.solution_id
   ), setting as (
     delete from free_settings using solution where free_settings.subject_id = solution.solution_id
   ), template as (
     delete from invite_templates where organization_id = $1::uuid
   ), more as (
     delete from ${table} where organization_id = $1::uuid
   ), removed as (
     delete from members where organization_id = $1::uuid
     returning user_id, status, solution_count
   )
   update users u set
     organization_count = u.organization_count - (removed.status = 'ACTIVE')::integer,
     solution_count = u.solution_count
       - case when removed.status = 'ACTIVE' then removed.solution_count else 0 end,
     default_organization_id = nullif(u.default_organization_id, $1::uuid)
   from removed where u.user_id = removed.user_id`;

/** Invitations stay, so that whoever opens one learns that the organization is set aside. */
const removeOrganization = {
  name: "set organization aside",
  text: withoutOrganization("organizations"),
};

/** An erasure that cannot be folded: what it erases is shown no more. */
const hidePerson = {
  name: "hide person",
  text: `with own as (
           update users set email = null, email_key = '', given_name = null, first_name = null,
             last_name = null, avatar_url = null, phone = null where user_id = $1::uuid
         ), setting as (
           delete from free_settings where subject_id = $1::uuid
         )
         update members set email = null, first_name = null, last_name = null, name = null,
           sort_name = '', email_key = '', search_text = '', invite_failure = null,
           shown = ((shown::jsonb - '{name,firstName,lastName,email}'::text[])
             #- '{invite,failure}')::json
         where user_id = $1::uuid`,
};

export async function setAsideInDirectory(
  client: pg.ClientBase,
  key: string,
  { type }: StoredRecord,
): Promise<undefined> {
  const organizationId = organizationInKey(key);
  if (organizationId !== undefined) {
    await client.query({ ...removeOrganization, values: [organizationId] });
  } else if (type === "PersonalDataErased") {
    await client.query({ ...hidePerson, values: [idIn(key)] });
  }
}
