/** Schemas of requests for personal access tokens and of their answers. */
import { z } from "zod";
import { id, line } from "../../domain/primitives.ts";
import { permissions } from "../../domain/rights.ts";
import { token } from "../../projections/directory/queries/tokens.ts";
import { pageSchema } from "../kit/lists.ts";

const scope = z.enum(permissions, `must be one of ${permissions.join(", ")}`);

export const newToken = z
  .strictObject({
    name: line(100),
    scopes: z
      .array(scope)
      .min(1, "must name at least one scope; leave the field out for all scopes")
      .max(permissions.length)
      .optional(),
    organizationId: id.optional().describe("Limits the token to one organization."),
  })
  .meta({ id: "NewToken", examples: [{ name: "laptop", scopes: ["users:view"] }] });

export const issuedToken = token
  .extend({
    secret: z.string().optional().describe("Shown once. A replayed answer omits it."),
  })
  .meta({ id: "IssuedToken" });

export const tokenPage = pageSchema(token, "TokenPage");
