/** The members that the list shows, page by page. */
import { call } from "./process.ts";

interface List {
  readonly url: string;
  readonly organizationId: string;
  readonly token: string;
}

/** @returns their roles by address */
export async function listedMembers({ url, organizationId, token }: List) {
  const listed = new Map<string, string>();
  let next: string | undefined;
  do {
    const query = new URLSearchParams({ limit: "500", ...(next && { continuationToken: next }) });
    const path = `/v1/organizations/${organizationId}/members?${query.toString()}`;
    const { status, body } = await call(url, "GET", path, { token });
    if (status !== 200) throw new Error(`the members are answered with ${status}`);
    for (const { email, userRole } of body.items) listed.set(email, userRole);
    next = body.continuationToken;
  } while (next !== undefined);
  return listed;
}
