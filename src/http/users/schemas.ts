/** Schemas of user lists, profile changes and the choice of the default organization. */
import { z } from "zod";
import { id } from "../../domain/primitives.ts";
import { profile } from "../../domain/user/events.ts";
import { narrowing } from "../../domain/rights.ts";
import { growing } from "../../platform/growing.ts";
import { revision } from "../../projections/engine/page.ts";
import { user } from "../../projections/directory/queries/users.ts";
import { pageSchema } from "../kit/lists.ts";
import { withPeople } from "../kit/people.ts";

export const userPage = pageSchema(user, "UserPage");
export const singleUser = withPeople(user, "SingleUser");

export const account = withPeople(
  user.extend({
    revision,
    emailProved: z.boolean().describe("Has the caller proved that the address is theirs?"),
    credential: z
      .object({ kind: growing(["SESSION", "TOKEN"]), ...narrowing })
      .describe("The credential of this request."),
  }),
  "Account",
);

export const profilePatch = profile.meta({
  id: "ProfilePatch",
  examples: [{ firstName: "Augusta", phone: null }],
});

export const defaultOrganization = z
  .strictObject({ organizationId: id })
  .meta({ id: "DefaultOrganization" });
