/** Live changes of the organization that is shown: what changed is read again, without a reload. */
import { useThrottledCallback } from "@mantine/hooks";
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

type Listener = (change: Change | "reset", organizationId: string) => void;

/** An import makes thousands of changes; what they share is read again once in this time. */
const pauseMilliseconds = 1000;

const listeners = new Set<Listener>();

/**
 * Calls the function for every change of the shown organization; `reset`: changes may have been missed.
 * @returns a function that ends it
 */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function useChanges(listener: Listener): void {
  useEffect(() => onChange(listener), [listener]);
}

/** Reads again what the page shows when a change concerns it; of many changes at once, together. */
export function useReadOnChange(concerns: (change: Change) => boolean, read: () => void): void {
  const readSoon = useThrottledCallback(read, pauseMilliseconds);
  useChanges((change) => {
    if (change === "reset" || concerns(change)) readSoon();
  });
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
    source.addEventListener("change", ({ data }) => {
      tell(JSON.parse(data) as Change, organizationId);
      readOwnOrganizationsSoon();
    });
    source.addEventListener("reset", () => {
      tell("reset", organizationId);
      readOwnOrganizationsSoon();
    });
    return () => {
      source.close();
      // From now on, nobody tells what changes there.
      tell("reset", organizationId);
    };
  }, [organizationId]);
}

function tell(change: Change | "reset", organizationId: string): void {
  for (const listener of listeners) listener(change, organizationId);
}

let isWaiting = false;

/** The caller's own role may have changed, and with it the navigation. */
function readOwnOrganizationsSoon(): void {
  if (isWaiting) return;
  isWaiting = true;
  setTimeout(() => {
    isWaiting = false;
    void readAgain("/v1/users/me/organizations");
  }, pauseMilliseconds);
}
