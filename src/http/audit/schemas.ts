/** The audit as it goes out, and what is asked of it. */
import { z } from "zod";
import { definitions } from "../../domain/catalogue.ts";
import { exportFormat } from "../../domain/export/events.ts";
import { id, timestamp } from "../../domain/primitives.ts";
import { memberStatus, organizationRole, solutionRole } from "../../domain/roles.ts";
import { pageSchema, pageParameters, several, sought } from "../kit/lists.ts";

/** 30 February is read as 2 March: such a day is none. */
const isDay = (day: string): boolean => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

/** A time as people write it: a day, or with hours; in UTC or with an offset. Becomes RFC 3339 in UTC. */
const moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/, {
    error: "must be a time such as 2026-03-01T12:00:00Z",
    abort: true,
  })
  .refine((text) => !Number.isNaN(Date.parse(text)) && isDay(text.slice(0, 10)), {
    error: "must be a time that there is",
    abort: true,
  })
  .refine((text) => text >= "2000" && text < "2200", {
    error: "must be a time from 2000 to 2199",
    abort: true,
  })
  .transform((text) => new Date(text).toISOString());

const place = z.coerce
  .number("must be a whole number")
  .int("must be a whole number")
  .min(0, "must be at least 0")
  .max(2_147_483_647, "must be at most 2147483647");

const period = {
  from: moment.optional().describe("Not before this moment."),
  to: moment.optional().describe("Before this moment."),
};

const eventTypes = [...definitions.keys()].sort() as [string, ...string[]];

export const eventQuery = z.strictObject({
  ...pageParameters,
  types: several(z.enum(eventTypes, "must be types of events"), "Types of events."),
  actorId: id.optional().describe("Who did it."),
  subjectId: id.optional().describe("Whom it is about."),
  solutionId: id.optional(),
  correlationId: sought(200).optional(),
  ...period,
  order: z.enum(["asc", "desc"], "must be asc or desc").default("asc"),
});

const actor = z.object({
  userId: id.describe("The nil UUID is the system."),
  role: z.string().optional().describe("The organization role they had then."),
  via: z.enum(["SESSION", "TOKEN", "SYSTEM"]),
  tokenId: id.optional(),
});

const change = z.object({ from: z.unknown().optional(), to: z.unknown().optional() });

export const auditEvent = z
  .object({
    position: z.int().describe("Place in this organization's log: 1, 2, 3, ... without gaps."),
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
      .describe("What docs/events.md lists for the type; personal fields are null once erased."),
    changes: z.record(z.string(), change).describe("Each changed field, before and after."),
    correlationId: z.string(),
    causationId: id.optional(),
  })
  .meta({ id: "AuditEvent" });

export const auditEventPage = pageSchema(auditEvent, "AuditEventPage");

export const roleInterval = z
  .object({
    scope: z.enum(["ORGANIZATION", "SOLUTION"]),
    solutionId: id.optional(),
    role: z.string(),
    status: memberStatus.describe(
      "Of the membership; in a solution, `DISABLED` stands for `DENY`.",
    ),
    validFrom: timestamp,
    validTo: timestamp.optional().describe("Left out while it is held."),
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
  at: moment.optional().describe("At this moment; now, where left out."),
});

const grant = {
  grantedBy: id,
  grantedByRole: z.string().optional(),
  grantedAt: timestamp,
  position: z.int().describe("Of the grant, in the organization's log."),
};

export const accessReview = z
  .object({
    organizationId: id,
    at: timestamp,
    position: z.int().describe("How many entries the log had then."),
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
  position: place.refine((number) => number > 0, "must be at least 1"),
  size: place.optional().describe("Entries of the tree; as many as there are, where left out."),
});

export const inclusionProofSchema = z
  .object({ position: z.int(), size: z.int(), leafHash: hash, root: hash, hashes: z.array(hash) })
  .meta({ id: "InclusionProof" });

export const consistencyQuery = z.strictObject({
  from: place.describe("Entries of the earlier tree."),
  to: place.optional().describe("Of the later one; as many as there are, where left out."),
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
          .describe("The signed note with which the key before it named it."),
      }),
    ),
  })
  .meta({ id: "SigningKeys" });

export const exportQuery = z.strictObject({
  ...period,
  format: exportFormat.default("ndjson"),
  after: place.optional().describe("Goes on behind this position; not for a bundle."),
});
