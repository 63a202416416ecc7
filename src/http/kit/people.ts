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

/**
 * `people` for the items. Whom the items show themselves needs no query; all others together need one.
 * Nobody is named whom the caller may not see.
 */
export async function peopleIn(
  request: FastifyRequest,
  answer: readonly object[],
): Promise<{ people?: Record<string, PersonName> }> {
  const items: readonly NamingPeople[] = answer;
  const ids = new Set<string | undefined>();
  for (const { createdBy, updatedBy, userId, logId } of items) {
    if (logId === undefined) ids.add(createdBy).add(updatedBy);
    else ids.add(userId);
  }
  const people = new Map<string, PersonName>();
  for (const { userId, name } of items) {
    if (name === undefined || userId === undefined || !ids.delete(userId)) continue;
    people.set(userId, { name });
  }
  const others = [...ids].filter((id) => id !== undefined && id !== systemId) as string[];
  if (others.length > 0) {
    const { organizationId } = request.params as { readonly organizationId?: string };
    const found = await namesInView(contextOf(request), others, organizationId);
    // In the order of the items: found together with others, they come in any order.
    for (const id of others) {
      const person = found.get(id);
      if (person !== undefined) people.set(id, person);
    }
  }
  return people.size === 0 ? {} : { people: Object.fromEntries(people) };
}
