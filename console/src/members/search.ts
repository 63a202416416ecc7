/** What the address bar holds of this page, so that a view can be shared. */

export function membersSearch(_search: Record<string, unknown>): Record<string, never> {
  return {};
}
