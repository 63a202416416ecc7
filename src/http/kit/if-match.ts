/**
 * `If-Match` (RFC 9110, 13.1.1): a change happens only if the resource that it names has one of the tags.
 * Routes declare whether they compare it; the others have no resource whose tag could match.
 */
import type { FastifyRequest } from "fastify";
import { RejectedError } from "../../commands/kit/rejected-error.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Does the route's command compare `If-Match` with the revision of a resource? */
    isConditional?: boolean;
  }
}

/**
 * The revisions that a change's `If-Match` accepts; undefined for any. Proxies that compress make our tags
 * weak, and the revision is the same, so `W/"1"` is `"1"` here. Tags that the service never gives, such as
 * `"01"`, match nothing.
 */
export function revisionsIn(header: string | undefined): readonly number[] | undefined {
  if (header === undefined || header.trim() === "*") return undefined;
  return tagsIn(header).flatMap((tag) => {
    const [, revision] = /^(?:W\/)?"(0|[1-9]\d{0,8})"$/.exec(tag) ?? [];
    return revision === undefined ? [] : Number(revision);
  });
}

/**
 * Is an answer's tag one of those that the header lists? By RFC 9110, 8.8.3.2: the weak comparison takes
 * `W/"1"` for `"1"`, the strong one takes no weak tag for anything.
 */
export function isNamedBy(header: string, tag: string, comparison: "strong" | "weak"): boolean {
  if (header.trim() === "*") return true;
  const tags = tagsIn(header);
  if (comparison === "strong") return !isWeak(tag) && tags.includes(tag);
  return tags.some((each) => opaque(each) === opaque(tag));
}

const isWeak = (tag: string): boolean => tag.startsWith("W/");
const opaque = (tag: string): string => (isWeak(tag) ? tag.slice(2) : tag);

/** The list's tags as they are written; none if the header is not a list of tags. */
function tagsIn(header: string): readonly string[] {
  const tag = String.raw`(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"`;
  const list = new RegExp(`^[ \\t,]*${tag}(?:[ \\t]*,[ \\t,]*${tag})*[ \\t,]*$`);
  return list.test(header) ? (header.match(new RegExp(tag, "g")) ?? []) : [];
}

/** Conditions that no change compares: without a refusal it would be made although they do not hold. */
const notCompared = ["If-None-Match", "If-Unmodified-Since"];

/** @throws RejectedError `precondition-failed` for a condition of a change that is not compared */
export function requireComparable({ headers, routeOptions }: FastifyRequest): void {
  const sent = notCompared.find((name) => headers[name.toLowerCase()] !== undefined);
  if (sent !== undefined) {
    const detail = `Changes do not compare ${sent}. Send the ETag as If-Match instead.`;
    throw new RejectedError("precondition-failed", detail);
  }
  if (routeOptions.config.isConditional === true) return;
  if (revisionsIn(headers["if-match"]) === undefined) return;
  throw new RejectedError(
    "precondition-failed",
    "This request compares no revisions, so If-Match cannot hold. Send it without If-Match.",
  );
}
