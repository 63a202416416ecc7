/** Who reads an organization's log: whether they still may, while an answer takes its time. */
import { requireAuthority } from "../kit/authority.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import { type Authentication, livingCredentials } from "../sign-in/authenticate.ts";
import type { Connection } from "../sign-in/connections.ts";
import { openShown } from "./audit.ts";

/**
 * @param reading without an organization it is about the caller
 * @throws RejectedError unless the caller may read now
 */
export async function requireReader(
  services: Authentication,
  { caller, organizationId }: Pick<Connection, "caller"> & { organizationId?: string | undefined },
): Promise<void> {
  if (organizationId !== undefined) {
    const { authority } = await openShown({ services, caller }, organizationId);
    await requireAuthority(services, authority);
  }
  const living = await livingCredentials(services, [caller]);
  if (living.has(caller)) return;
  throw new RejectedError("unauthenticated", "The credential has ended. Sign in again.");
}
