/** Adds to answers the names of the people who created and changed what they show. */
import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { namesInView } from "../../commands/kit/names-in-view.ts";
import { systemId } from "../../domain/primitives.ts";
import { people as peopleSchema, type PersonName } from "../../projections/engine/people-names.ts";
import { contextOf } from "./command-context.ts";

/** What is `people` of a single resource; that of a list stands in its page. `id` names it in the contract. */
export function withPeople<Shape extends z.ZodRawShape>(resource: z.ZodObject<Shape>, id: string) {
  return resource.extend({ people: peopleSchema.optional() }).meta({ id });
}

interface NamingPeople {
  readonly createdBy?: string;
  readonly updatedBy?: string;
  /** The item is about this person, whom it may name itself. */
  readonly userId?: string | undefined;
  readonly name?: string | undefined;
  /** An entry of an app's log, which names nobody. */
  readonly logId?: string;
}

interface NamesAhead {
  readonly ids: ReadonlySet<string>;
  /** Undefined if the look-up failed. */
  readonly names: Promise<ReadonlyMap<string, PersonName> | undefined>;
}
const namesAhead = new WeakMap<FastifyRequest, NamesAhead>();

/**
 * Begins to look up whom the answer will probably name, while the change is not visible yet: one round trip
 * less to wait for. If this fails, or the answer names somebody else, all are looked up then.
 * The change must not be about the caller: what they may see could change with it.
 */
export function nameAhead(request: FastifyRequest, userIds: readonly (string | undefined)[]): void {
  const ids = peopleAmong(userIds);
  namesAhead.set(request, { ids, names: lookUp(request, ids).catch(() => undefined) });
}

/** The system has no name. */
function peopleAmong(userIds: readonly (string | undefined)[]): Set<string> {
  return new Set(userIds.filter((id) => id !== undefined && id !== systemId) as string[]);
}

/** Names nobody whom the caller may not see. */
function lookUp(request: FastifyRequest, ids: ReadonlySet<string>) {
  const { organizationId } = request.params as { readonly organizationId?: string };
  return namesInView(contextOf(request), [...ids], organizationId);
}

/** `people` for the items. Whom the items show themselves needs no query; all others together need one. */
export async function peopleIn(
  request: FastifyRequest,
  answer: readonly object[],
): Promise<{ people?: Record<string, PersonName> }> {
  const items: readonly NamingPeople[] = answer;
  const ids = peopleAmong(
    items.flatMap(({ createdBy, updatedBy, userId, logId }) =>
      logId === undefined ? [createdBy, updatedBy] : [userId],
    ),
  );
  const people = new Map<string, PersonName>();
  for (const { userId, name } of items) {
    if (name === undefined || userId === undefined || !ids.delete(userId)) continue;
    people.set(userId, { name });
  }
  if (ids.size > 0) {
    const ahead = namesAhead.get(request);
    const known = ahead && ids.isSubsetOf(ahead.ids) ? await ahead.names : undefined;
    const found = known ?? (await lookUp(request, ids));
    // In the order of the items: found together with others, they come in any order.
    for (const id of ids) {
      const person = found.get(id);
      if (person !== undefined) people.set(id, person);
    }
  }
  return people.size === 0 ? {} : { people: Object.fromEntries(people) };
}
