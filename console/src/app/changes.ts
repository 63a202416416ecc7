/** Live changes of the organization that is shown: what changed is read again, without a reload. */
import { useEffect } from "react";
import { serviceUrl } from "./page-context.ts";
import { may } from "./permissions.ts";
import { readAgain } from "./queries.ts";
import type { OwnOrganization } from "./session.ts";

/** A message of GET /v1/organizations/{organizationId}/changes. */
export interface Change {
  readonly type: string;
  readonly position: string;
  readonly occurredAt: string;
  readonly userId?: string;
  readonly solutionId?: string;
}

type Listener = (change: Change | "reset") => void;

const listeners = new Set<Listener>();

/** Calls the function for every change of the shown organization; `reset`: changes may have been missed. */
export function useChanges(listener: Listener): void {
  useEffect(() => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listener]);
}

/** Opened once, by the shell. */
export function useLiveChanges(organization: OwnOrganization | undefined): void {
  const organizationId =
    organization?.userStatus === "ACTIVE" && may(organization.userRole, "users:view")
      ? organization.organizationId
      : undefined;
  useEffect(() => {
    if (organizationId === undefined) return;
    const source = new EventSource(`${serviceUrl}/v1/organizations/${organizationId}/changes`);
    source.addEventListener("change", ({ data }) => tell(JSON.parse(data) as Change));
    source.addEventListener("reset", () => tell("reset"));
    return () => source.close();
  }, [organizationId]);
}

function tell(change: Change | "reset"): void {
  for (const listener of listeners) listener(change);
  // The caller's own role may have changed, and with it the navigation.
  void readAgain("/v1/users/me/organizations");
}
