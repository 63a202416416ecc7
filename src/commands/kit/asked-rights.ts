/** The rights that a command asked for and the caller had, as they are kept with its answer. */
import { z } from "zod";
import { id } from "../../domain/primitives.ts";
import { permissions } from "../../domain/rights.ts";
import { organizationRole, solutionRole } from "../../domain/roles.ts";

const permission = z.enum(permissions);

const askedRight = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ORGANIZATION"),
    organizationId: id,
    permission: permission.optional(),
    role: organizationRole,
  }),
  z.object({
    kind: z.literal("SOLUTION"),
    organizationId: id,
    solutionId: id,
    permission,
    organizationRole,
    role: solutionRole.optional(),
  }),
  z.object({ kind: z.literal("SCOPE"), permission }),
  z.object({ kind: z.literal("SESSION") }),
  z.object({ kind: z.literal("WHOLE_PERSON") }),
  z.object({ kind: z.literal("MANAGEMENT") }),
]);

/** The roles are those of the caller at that moment. */
export type AskedRight = Readonly<z.output<typeof askedRight>>;

export const askedRights = z.array(askedRight);

/** Collects each right once, because a batch may ask for the same one thousands of times. */
export type RightsCollector = ReturnType<typeof collectRights>;

export function collectRights() {
  const rights = new Map<string, AskedRight>();
  return {
    note: (right: AskedRight) => void rights.set(JSON.stringify(right), right),
    list: () => [...rights.values()],
  };
}
