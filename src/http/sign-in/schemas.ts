/** Schemas of sign-up, sign-in and sessions. */
import { z } from "zod";
import { email, line, personName, id, timestamp } from "../../domain/primitives.ts";
import { listedSession } from "../../commands/sign-in/own-sessions.ts";
import { narrowing } from "../../domain/rights.ts";
import { user } from "../../projections/directory/queries/users.ts";
import { pageSchema } from "../kit/lists.ts";
import { access } from "../kit/schemas.ts";

export const signInOptions = z
  .object({
    signUp: z.boolean().describe("May anybody sign up? Otherwise people join by invitation."),
    identityProvider: z
      .object({ name: z.string().describe("Its host.") })
      .nullable()
      .describe("Present if people can sign in by it: `/v1/sign-in/identity-provider`."),
    region: z.string().describe("Where the deployment keeps its data."),
  })
  .meta({ id: "SignInOptions" });

export const signUp = z
  .strictObject({
    email,
    firstName: personName,
    lastName: personName,
    organizationName: line(200),
  })
  .meta({
    id: "SignUp",
    examples: [
      {
        email: "ada@example.com",
        firstName: "Ada",
        lastName: "Byron",
        organizationName: "Analytical Engines",
      },
    ],
  });

export const signIn = z
  .strictObject({ email })
  .meta({ id: "SignIn", examples: [{ email: "ada@example.com" }] });

export const verification = z
  .strictObject({
    email,
    code: z
      .string()
      .regex(/^(\d{8}|[\w-]{43})$/, "must be the 8 digits of the code, or the code in the link")
      .describe("The 8 digits in the mail, or the code in its link."),
    access: z
      .enum(["management", "account"])
      .default("management")
      .describe("`account` opens `/v1/users/me` alone, whatever the person's role."),
  })
  .meta({ id: "Verification", examples: [{ email: "ada@example.com", code: "12345678" }] });

export const codeRequested = z
  .object({
    status: z.literal("ASKED").describe("The code is mailed only if the address may sign in."),
  })
  .meta({ id: "CodeAsked" });

export const session = z
  .object({
    userId: id,
    expiresAt: timestamp.describe("When it ends if it is not used before."),
    organizationClosesAt: timestamp
      .optional()
      .describe(
        "When the organization asked for closes to the session, until the person signs in again, if the session is not used before. Left out if it is closed already.",
      ),
    access,
    ...narrowing,
    user,
  })
  .meta({ id: "Session" });

export const sessionPage = pageSchema(listedSession, "SessionPage");
