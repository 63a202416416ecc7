/** Addresses of the service as people and browsers see them: below the path of `PUBLIC_URL`. */

/** What a proxy removes from an address before the service sees it: `/people`, or nothing. */
export function basePathOf(publicUrl: string): string {
  const path = URL.parse(publicUrl)?.pathname ?? "";
  // With two slashes at its start it would name another host.
  return path.replace(/^\/+/, "/").replace(/\/+$/, "");
}
