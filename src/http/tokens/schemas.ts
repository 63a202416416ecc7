/** Schemas of personal access tokens. */
import { z } from "zod";
import { id, line, timestamp } from "../../domain/primitives.ts";
import { permissions } from "../../domain/rights.ts";
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

const shownToken = {
  tokenId: id,
  name: z.string().optional(),
  scopes: z.array(z.string()).readonly(),
  organizationId: id.optional(),
  createdAt: timestamp,
  expiresAt: timestamp,
  leaseExpiresAt: timestamp,
  lastUsedAt: timestamp.optional(),
  status: z.enum(["ACTIVE", "LEASE_LAPSED", "EXPIRED", "DELETED"]),
};

export const token = z.object(shownToken).meta({ id: "Token" });

export const issuedToken = z
  .object({
    ...shownToken,
    secret: z.string().optional().describe("Shown once. A replayed answer omits it."),
  })
  .meta({ id: "IssuedToken" });

export const tokenPage = pageSchema(token, "TokenPage");
