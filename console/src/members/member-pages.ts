/** Brings members who changed into the pages of a list that is shown, each where it stands. */
import type { Schemas } from "@muster/client";

type Member = Schemas["Member"];

interface MemberRows {
  readonly items: readonly Member[];
}

/** @returns the same pages where nothing changed, so that nothing is drawn again */
export function withMembers<Page extends MemberRows>(
  pages: readonly Page[],
  changed: ReadonlyMap<string, Member>,
): readonly Page[] {
  if (!pages.some((page) => page.items.some(({ userId }) => changed.has(userId)))) return pages;
  return pages.map((page) => {
    if (!page.items.some(({ userId }) => changed.has(userId))) return page;
    return { ...page, items: page.items.map((each) => changed.get(each.userId) ?? each) };
  });
}

/** The ids that stand in the pages. */
export function idsIn(pages: readonly MemberRows[], among: Iterable<string>): ReadonlySet<string> {
  const wanted = new Set(among);
  const found = new Set<string>();
  for (const { items } of pages) {
    for (const { userId } of items) if (wanted.has(userId)) found.add(userId);
  }
  return found;
}
