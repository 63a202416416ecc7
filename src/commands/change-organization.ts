/** ChangeOrganization: its name, description and address. */
import type { OrganizationCommand } from "../domain/organization/decider.ts";
import { authorize } from "./authorize.ts";
import { change } from "./change.ts";
import type { Done, Run } from "./context.ts";
import { organizationTarget } from "./targets.ts";
import { visible } from "./visible.ts";

type Details = Extract<OrganizationCommand, { type: "ChangeOrganizationDetails" }>["details"];

export async function changeOrganization(
  run: Run,
  { organizationId, details }: { readonly organizationId: string; readonly details: Details },
): Promise<Done> {
  const { actor } = await authorize(run.services, run.caller, organizationId, "settings:manage");
  const { position } = await change(run, organizationTarget(organizationId), {
    command: { type: "ChangeOrganizationDetails", details },
    actor,
    ifMatch: run.ifMatch,
  });
  return visible(run.services, { position });
}
