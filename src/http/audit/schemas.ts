/** Schemas of the audit's queries and answers. */
import { z } from "zod";
import { definitions } from "../../domain/catalogue.ts";
import { exportFormat } from "../../domain/export/events.ts";
import { count, id, moment, searchText, timestamp } from "../../domain/primitives.ts";
import { memberStatus, organizationRole, solutionRole } from "../../domain/roles.ts";
import { numberInQuery, pageFields, pageSchema, pageParameters, several } from "../kit/lists.ts";

const logPosition = numberInQuery(count);
const entryNumber = numberInQuery(count.min(1, "must be at least 1"));

const period = {
  from: moment.optional().describe("From this moment on."),
  to: moment.optional().describe("Before this moment."),
};

const eventTypes = [...definitions.keys()].sort() as [string, ...string[]];

/** How long a request may wait for entries. */
const maxWaitSeconds = 30;

export const eventQuery = z
  .strictObject({
    ...pageParameters,
    after: logPosition
      .optional()
      .describe("Only entries after this position: the `nextPosition` of the previous page."),
    wait: numberInQuery(
      z
        .int("must be a whole number of seconds")
        .min(0, "must be at least 0")
        .max(maxWaitSeconds, `must be at most ${maxWaitSeconds}`)
        .default(0),
    ).describe("With `after`: how many seconds to wait for an entry."),
    types: several(z.enum(eventTypes, "must be an event type"), "Only these event types."),
    actorId: id.optional().describe("Only events by this user."),
    subjectId: id.optional().describe("Only events about this user."),
    solutionId: id.optional(),
    correlationId: searchText(200).optional(),
    ...period,
    order: z.enum(["asc", "desc"], "must be asc or desc").default("asc"),
  })
  .superRefine(({ after, wait, order, continuationToken }, { addIssue }) => {
    const refuse = (name: string, message: string): void =>
      addIssue({ code: "custom", path: [name], message });
    if (after === undefined) {
      if (wait > 0) refuse("wait", "needs after");
      return;
    }
    if (order === "desc") refuse("order", "must be asc with after");
    if (continuationToken !== undefined) refuse("continuationToken", "is not allowed with after");
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

export const auditEventPage = z
  .object({
    ...pageFields(auditEvent),
    nextPosition: z
      .int()
      .describe("Up to this position the log is covered. Follow it with `after` set to this."),
  })
  .meta({ id: "AuditEventPage" });

/** The required attributes of CloudEvents 1.0; docs/export-format.md lists the others and `data`. */
export const cloudEvent = z
  .looseObject({
    specversion: z.literal("1.0"),
    id,
    source: z.string(),
    type: z.string(),
    time: timestamp,
    position: z.int(),
    data: z.looseObject({ stored: z.record(z.string(), z.unknown()) }),
  })
  .meta({ id: "CloudEvent" });

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
