/** Opens an organization's part of a read model that must contain everything recorded before. */
import type { Permission } from "../../domain/rights.ts";
import type { Projection } from "../../projections/engine/projection.ts";
import { authorize, requireShown, type Standing } from "./authorize.ts";
import type { QueryContext } from "./context.ts";
import { readMilliseconds, waitUntilVisible } from "./wait-until-visible.ts";

interface Opened {
  readonly organizationId: string;
  readonly permission: Permission;
  readonly projection: Projection;
  /** Of the problem if the read model stays behind. */
  readonly detail: string;
}

/** @throws RejectedError `not-yet-visible`, `set-aside`; what `authorize` throws */
export async function openReadModel(context: QueryContext, opened: Opened): Promise<Standing> {
  const { organizationId, permission, projection, detail } = opened;
  const { store, readModel } = context.services;
  const standing = await authorize(context, organizationId, permission);
  requireShown(standing, projection);
  const visibility = readModel(projection);
  await waitUntilVisible(visibility, await store.lastPosition(), detail, readMilliseconds);
  if (!visibility.hasSetAside()) return standing;
  // Again, because it may have been set aside while this waited.
  const now = await authorize(context, organizationId, permission);
  requireShown(now, projection);
  return now;
}
