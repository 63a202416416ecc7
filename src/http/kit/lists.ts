/** What all lists share: their parameters, and how a page is answered. */
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Cursor, Page } from "../../projections/engine/page.ts";
import { continuationToken, cursorFrom } from "./continuation.ts";

/** Values of one multi-valued filter at the most. */
const mostValues = 500;

export const pageParameters = {
  limit: z.coerce
    .number("must be a whole number from 1 to 500")
    .int("must be a whole number from 1 to 500")
    .min(1, "must be at least 1")
    .max(500, "must be at most 500")
    .default(25)
    .describe("How many items a page has at the most."),
  continuationToken: z
    .string()
    .max(4000)
    .optional()
    .describe("From the page before; the other parameters must be the same."),
};

/** A filter with several values: comma-separated or repeated. */
export function several<Value extends z.ZodType>(value: Value, description: string) {
  const split = z.preprocess(
    (given: string | readonly string[] | undefined) => given && [given].flat().join(",").split(","),
    z.array(value).max(mostValues, `must be at most ${mostValues} values`).optional(),
  );
  return split.describe(`${description} Several are comma-separated or repeated.`);
}

/** `true` or `false`. */
export const flag = z
  .enum(["true", "false"], "must be true or false")
  .transform((text) => text === "true")
  .optional();

/** A text to look for. */
export const sought = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => text.isWellFormed() && !text.includes("\u0000"), "must be well-formed text");

export const search = sought(200).optional();

/** Schema of a page. `id` names it in the published contract. */
export function pageSchema<Item extends z.ZodType>(item: Item, id: string) {
  return z
    .object({
      count: z.int().describe("Items on this page."),
      items: z.array(item),
      continuationToken: z.string().optional().describe("Left out on the last page."),
    })
    .meta({ id });
}

interface Paged {
  readonly limit: number;
  readonly continuationToken?: string | undefined;
}

/** Reads one page as the request's parameters ask, and answers it with the token of the next. */
export async function answerPage<Item>(
  request: FastifyRequest,
  { limit, continuationToken: token, ...filters }: Paged & Record<string, unknown>,
  read: (page: {
    readonly limit: number;
    readonly after: Cursor | undefined;
  }) => Promise<Page<Item>>,
): Promise<{ count: number; items: Item[]; continuationToken?: string }> {
  const { continuation } = request.server.services.keys;
  const path = request.url.split("?")[0] ?? "";
  const query = `${request.caller.userId}\n${path}\n${JSON.stringify(filters, Object.keys(filters).sort())}`;
  const after = token === undefined ? undefined : cursorFrom(continuation, query, token);
  const { items, next } = await read({ limit, after });
  const more = next && { continuationToken: continuationToken(continuation, query, next) };
  return { count: items.length, items, ...more };
}
