/** Schemas of the audit's queries and answers. */
import { z } from "zod";
import { definitions } from "../../domain/catalogue.ts";
import { exportFormat } from "../../domain/export/events.ts";
import { count, id, moment, searchText, timestamp } from "../../domain/primitives.ts";
import { memberStatus, organizationRole, solutionRole } from "../../domain/roles.ts";
import { numberInQuery, pageSchema, pageParameters, several } from "../kit/lists.ts";

const logPosition = numberInQuery(count);
const entryNumber = numberInQuery(count.min(1, "must be at least 1"));

const period = {
  from: moment.optional().describe("From this moment on."),
  to: moment.optional().describe("Before this moment."),
};

const eventTypes = [...definitions.keys()].sort() as [string, ...string[]];

export const eventQuery = z.strictObject({
  ...pageParameters,
  types: several(z.enum(eventTypes, "must be an event type"), "Only these event types."),
  actorId: id.optional().describe("Only events by this user."),
  subjectId: id.optional().describe("Only events about this user."),
  solutionId: id.optional(),
  correlationId: searchText(200).optional(),
  ...period,
  order: z.enum(["asc", "desc"], "must be asc or desc").default("asc"),
});

const actor = z.object({
  userId: id.describe("A user, or the nil UUID for the system."),
  role: z.string().optional().describe("Their organization role at that time."),
  via: z.enum(["SESSION", "TOKEN", "SYSTEM"]),
  tokenId: id.optional(),
});

const change = z.object({ from: z.unknown().optional(), to: z.unknown().optional() });

const auditEvent = z
  .object({
    position: z
      .int()
      .describe("The position in this organization's log: 1, 2, 3, ... without gaps."),
    eventId: id,
    type: z.string(),
    schemaVersion: z.int(),
    stream: z.string(),
    revision: z.int(),
    occurredAt: timestamp,
    actor,
    subjectId: id.optional(),
    data: z
      .record(z.string(), z.unknown())
      .describe("The fields that docs/events.md lists for the type; erased personal data is null."),
    changes: z
      .record(z.string(), change)
      .describe("Each changed field, with its value before and after."),
    correlationId: z.string(),
    causationId: id.optional(),
  })
  .meta({ id: "AuditEvent" });

export const auditEventPage = pageSchema(auditEvent, "AuditEventPage");

const roleInterval = z
  .object({
    scope: z.enum(["ORGANIZATION", "SOLUTION"]),
    solutionId: id.optional(),
    role: z.string(),
    status: memberStatus.describe(
      "The membership's status. In a solution, `DISABLED` means the role `DENY`.",
    ),
    validFrom: timestamp,
    validTo: timestamp.optional().describe("Absent while the role is held."),
    changedBy: id,
    changedByRole: z.string().optional(),
    position: z.int(),
    endedBy: id.optional(),
    endedByRole: z.string().optional(),
    endedPosition: z.int().optional(),
  })
  .meta({ id: "RoleInterval" });

export const roleHistoryPage = pageSchema(roleInterval, "RoleHistoryPage");
export const roleHistoryQuery = z.strictObject(pageParameters);

export const reviewQuery = z.strictObject({
  at: moment.optional().describe("The moment to review; now by default."),
});

const grant = {
  grantedBy: id,
  grantedByRole: z.string().optional(),
  grantedAt: timestamp,
  position: z.int().describe("The grant's position in the organization's log."),
};

export const accessReview = z
  .object({
    organizationId: id,
    at: timestamp,
    position: z.int().describe("The number of log entries at that moment."),
    items: z.array(
      z.object({
        userId: id,
        email: z.string().optional(),
        status: memberStatus,
        role: organizationRole,
        ...grant,
        solutions: z.array(z.object({ solutionId: id, role: solutionRole, ...grant })),
      }),
    ),
    count: z.int(),
  })
  .meta({ id: "AccessReview" });

const hash = z.string().describe("Base64.");

export const inclusionQuery = z.strictObject({
  position: entryNumber,
  size: entryNumber.optional().describe("The tree's size in entries; the whole log by default."),
});

export const inclusionProofSchema = z
  .object({ position: z.int(), size: z.int(), leafHash: hash, root: hash, hashes: z.array(hash) })
  .meta({ id: "InclusionProof" });

export const consistencyQuery = z.strictObject({
  from: logPosition.describe("The earlier tree's size in entries."),
  to: logPosition
    .optional()
    .describe("The later tree's size in entries; the whole log by default."),
});

export const consistencyProofSchema = z
  .object({ from: z.int(), to: z.int(), fromRoot: hash, toRoot: hash, hashes: z.array(hash) })
  .meta({ id: "ConsistencyProof" });

export const keys = z
  .object({
    count: z.int(),
    items: z.array(
      z.object({
        keyId: z.string(),
        algorithm: z.literal("Ed25519"),
        publicKey: z.string().describe("Base64 of 32 bytes."),
        createdAt: timestamp,
        retiredAt: timestamp.optional(),
        endorsement: z
          .string()
          .optional()
          .describe("The signed note in which the previous key names this one."),
      }),
    ),
  })
  .meta({ id: "SigningKeys" });

export const exportQuery = z.strictObject({
  ...period,
  format: exportFormat.default("ndjson"),
  after: logPosition.optional().describe("Starts after this position. Not for bundles."),
});
