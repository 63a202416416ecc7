/** What all lists share: their parameters and their pages. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { searchText } from "../../domain/primitives.ts";
import type { Cursor, Page, PageRequest } from "../../projections/engine/page.ts";
import { people } from "../../projections/engine/people-names.ts";
import { maxCounted } from "../../projections/engine/read-page.ts";
import { sendAsIs } from "./answers.ts";
import { continuationPattern, continuationToken, cursorFrom } from "./continuation.ts";
import { peopleIn } from "./people.ts";

/** The limits for the values of one filter. At both, the address still fits into `headBytes`. */
const maxValues = 500;
const maxBytes = 20_000;

/** A number in a query, as JSON writes whole numbers: `0x19`, `1e1`, `+1`, `01` and an empty text are none. */
export function numberInQuery<Value extends z.ZodType>(value: Value) {
  const whole = /^(0|-?[1-9]\d{0,14})$/;
  return z.preprocess(
    (given) => (typeof given === "string" && whole.test(given) ? Number(given) : given),
    value,
  );
}

export const flag = z
  .enum(["true", "false"], "must be true or false")
  .transform((text) => text === "true")
  .optional();

export const pageParameters = {
  limit: numberInQuery(
    z
      .int("must be a whole number from 1 to 500")
      .min(1, "must be at least 1")
      .max(500, "must be at most 500")
      .default(25),
  ).describe("The maximum number of items on a page."),
  continuationToken: z
    .string()
    .max(4000, "must be at most 4000 characters")
    .regex(continuationPattern, "must come from the previous page of this list")
    .optional()
    .describe("From the previous page. Send its other parameters again."),
  includeTotal: flag.describe("Adds `total`."),
};

/** A filter that takes several values, comma-separated or repeated. */
export function several<Value extends z.ZodType>(value: Value, description: string) {
  const split = z.preprocess(
    (given: string | readonly string[] | undefined, { addIssue }) => {
      if (given === undefined) return undefined;
      const text = [given].flat().join(",");
      if (Buffer.byteLength(text) > maxBytes) addIssue(`must be at most ${maxBytes} bytes`);
      return text.split(",");
    },
    z.array(value).max(maxValues, `must be at most ${maxValues} values`).optional(),
  );
  return split.describe(
    `${description} Separate values with commas, or repeat the parameter; at most ${maxBytes} bytes together.`,
  );
}

export const search = searchText(200).optional();

/** What every page has. */
export function pageFields<Item extends z.ZodType>(item: Item) {
  return {
    count: z.int().describe("The number of items on this page."),
    items: z.array(item),
    continuationToken: z.string().optional().describe("Absent on the last page."),
    total: z
      .int()
      .optional()
      .describe("The number of items on all pages, with `includeTotal=true`."),
    totalIsBounded: z
      .boolean()
      .optional()
      .describe(`There are more than \`total\`: at most ${maxCounted} are counted.`),
    people: people.optional(),
  };
}

/** The schema of a page. `id` names it in the published contract. */
export function pageSchema<Item extends z.ZodType>(item: Item, id: string) {
  return z.object(pageFields(item)).meta({ id });
}

interface Paged {
  readonly limit: number;
  readonly continuationToken?: string | undefined;
  readonly includeTotal?: boolean | undefined;
}

/** A turn that took longer than this is followed by a pause of the same length. */
const shortMilliseconds = 20;

/**
 * Reads in a turn, so that one caller or organization leaves the database to others. Long reads are
 * followed by a pause, because a large page takes the event loop, too.
 */
export async function inTurn<Result>(
  { caller: { userId }, params, server }: FastifyRequest,
  read: () => Promise<Result>,
): Promise<Result> {
  const { organizationId } = params as { readonly organizationId?: string };
  const end = await server.services.turns.reads.take({ userId, organizationId });
  const since = performance.now();
  try {
    return await read();
  } finally {
    const took = performance.now() - since;
    if (took < shortMilliseconds) end();
    else setTimeout(end, took);
  }
}

/**
 * Reads the page that the request asks for and adds the token of the next page and the names of the people
 * in its stamps. The caller must be authorized already.
 */
export async function answerPage<Item extends object>(
  request: FastifyRequest,
  { limit, continuationToken: token, includeTotal, ...filters }: Paged & Record<string, unknown>,
  read: (page: PageRequest & { readonly after: Cursor | undefined }) => Promise<Page<Item>>,
) {
  const { continuation } = request.server.services.keys;
  const path = request.url.split("?")[0] ?? "";
  const query = `${request.caller.userId}\n${path}\n${JSON.stringify(filters, Object.keys(filters).sort())}`;
  const after = token === undefined ? undefined : cursorFrom(continuation, query, token);
  return inTurn(request, async () => {
    const { items, next, ...totals } = await read({ limit, after, includeTotal });
    const more = next && { continuationToken: continuationToken(continuation, query, next) };
    return { count: items.length, items, ...more, ...totals, ...(await peopleIn(request, items)) };
  });
}

/** The same for items that are JSON already: the page is put together as a text. */
export async function answerPageOfJson<Item extends object>(
  reply: FastifyReply,
  query: Parameters<typeof answerPage>[1],
  read: Parameters<typeof answerPage<Item>>[2],
  jsonOf: (item: Item) => string,
): Promise<FastifyReply> {
  const { items, ...rest } = await answerPage(reply.request, query, read);
  const text = `{"items":[${items.map(jsonOf).join(",")}],${JSON.stringify(rest).slice(1)}`;
  return sendAsIs(reply, "application/json; charset=utf-8", text);
}
