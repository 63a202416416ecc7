/** What became of a person's access between two moments: gained, lost or changed. */
import type { Schemas } from "@muster/client";
import { roleText } from "./intervals.ts";
import type { Naming } from "./sentences.ts";

type PersonChange = Schemas["AccessChanges"]["items"][number];
type RoleChange = NonNullable<PersonChange["organization"]>;
export type HeldRole = NonNullable<RoleChange["before"]>;

export type Difference = {
  /** undefined: the organization itself. */
  readonly solutionId: string | undefined;
} & (
  | { readonly kind: "gained"; readonly after: HeldRole }
  | { readonly kind: "lost"; readonly before: HeldRole }
  | { readonly kind: "changed"; readonly before: HeldRole; readonly after: HeldRole }
);

const order = ["gained", "changed", "lost"];

/** The organization first, then what was gained, changed and lost in solutions. */
export function differencesOf({ organization, solutions }: PersonChange): Difference[] {
  const inSolutions = solutions.flatMap((each) => differenceOf(each, each.solutionId));
  inSolutions.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return [
    ...(organization === undefined ? [] : differenceOf(organization, undefined)),
    ...inSolutions,
  ];
}

function differenceOf({ before, after }: RoleChange, solutionId: string | undefined): Difference[] {
  if (before === undefined)
    return after === undefined ? [] : [{ kind: "gained", solutionId, after }];
  if (after === undefined) return [{ kind: "lost", solutionId, before }];
  return [{ kind: "changed", solutionId, before, after }];
}

export function differenceInWords(each: Difference, naming: Naming): string {
  const { text, people, personName, solutionName, dateTime } = naming;
  const { difference } = text.audit;
  const { solutionId } = each;
  const role = ({ role: name, status }: HeldRole): string =>
    roleText({ role: name, status, ...(solutionId && { solutionId }) }, text);
  const by = (userId: string, time: string): string =>
    difference.by(personName(userId, people[userId]), dateTime(time));
  const what = solutionId === undefined ? difference.organization : solutionName(solutionId);
  if (each.kind === "lost") {
    const { endedBy, endedAt } = each.before;
    const lost = difference.lost(what, role(each.before));
    return endedBy && endedAt ? `${lost} (${by(endedBy, endedAt)})` : lost;
  }
  const { grantedBy, grantedAt } = each.after;
  if (each.kind === "gained")
    return `${difference.gained(what, role(each.after))} (${by(grantedBy, grantedAt)})`;
  const subject = solutionId === undefined ? difference.organizationRole : what;
  const changed = difference.changed(subject, role(each.after), role(each.before));
  // Whoever disables or enables somebody leaves the grant of the role as it is.
  const { endedBy = grantedBy, endedAt = grantedAt } = each.before;
  return each.before.role === each.after.role
    ? `${changed} (${by(endedBy, endedAt)})`
    : `${changed} (${by(grantedBy, grantedAt)})`;
}
