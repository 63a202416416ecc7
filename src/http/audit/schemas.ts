/** Schemas of the audit's queries and answers. */
import { z } from "zod";
import { definitions } from "../../domain/catalogue.ts";
import { exportFormat } from "../../domain/export/events.ts";
import { count, id, line, moment, timestamp } from "../../domain/primitives.ts";
import { publicSigningKey } from "../../keys/signing-keys.ts";
import { growing } from "../../platform/growing.ts";
import { accessChange } from "../../projections/audit/queries/access-changes.ts";
import { reviewedMember } from "../../projections/audit/queries/members-at.ts";
import { auditEvent } from "../../projections/audit/queries/readable.ts";
import { roleInterval } from "../../projections/audit/queries/roles.ts";
import { people } from "../../projections/engine/people-names.ts";
import { pageParameters, numberInQuery, pageFields, several } from "../kit/lists.ts";

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
    afterEventId: id
      .optional()
      .describe(
        "The id of the event at `after`. If the log has another one there, a backup was restored, and the request is refused.",
      ),
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
    correlationId: line(200).optional(),
    ...period,
    order: z.enum(["asc", "desc"], "must be asc or desc").default("asc"),
  })
  .superRefine(({ after, afterEventId, wait, order, continuationToken }, { addIssue }) => {
    const refuse = (name: string, message: string): void =>
      addIssue({ code: "custom", path: [name], message });
    if (after === undefined) {
      if (wait > 0) refuse("wait", "needs after");
      if (afterEventId !== undefined) refuse("afterEventId", "needs after");
      return;
    }
    if (order === "desc") refuse("order", "must be asc with after");
    if (continuationToken !== undefined) refuse("continuationToken", "is not allowed with after");
  });

export const auditEventPage = z
  .object({
    ...pageFields(auditEvent),
    people,
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

export const roleHistoryPage = z
  .object({ ...pageFields(roleInterval), people })
  .meta({ id: "RoleHistoryPage" });
export const roleHistoryQuery = z.strictObject(pageParameters);

export const reviewQuery = z.strictObject({
  at: moment.optional().describe("The moment to review; now by default."),
});

export const accessReview = z
  .object({
    organizationId: id,
    at: timestamp,
    position: z.int().describe("The number of log entries at that moment."),
    people,
    items: z.array(reviewedMember),
    count: z.int(),
  })
  .meta({ id: "AccessReview" });

export const changesQuery = z.strictObject({
  from: moment.describe("The first moment."),
  to: moment.optional().describe("The second moment; now by default."),
});

export const accessChanges = z
  .object({
    organizationId: id,
    from: timestamp,
    to: timestamp,
    fromPosition: z.int().describe("The number of log entries at the first moment."),
    toPosition: z.int().describe("The number of log entries at the second moment."),
    items: z.array(accessChange),
    count: z.int(),
    people,
  })
  .meta({ id: "AccessChanges" });

export const inclusionQuery = z.strictObject({
  position: entryNumber,
  size: entryNumber.optional().describe("The tree's size in entries; the whole log by default."),
});

export const consistencyQuery = z.strictObject({
  from: logPosition.describe("The earlier tree's size in entries."),
  to: logPosition
    .optional()
    .describe("The later tree's size in entries; the whole log by default."),
});

export const keys = z
  .object({
    count: z.int(),
    items: z.array(publicSigningKey.extend({ algorithm: growing(["Ed25519"]) })),
  })
  .meta({ id: "SigningKeys" });

export const exportQuery = z.strictObject({
  ...period,
  format: exportFormat.default("ndjson"),
  after: logPosition.optional().describe("Starts after this position. Not for bundles."),
});
