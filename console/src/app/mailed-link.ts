/**
 * What the fragment of a mailed link holds. It is taken out of the address before anything else runs, so it stays
 * in no history, no bookmark and no picture of the screen.
 */
import { basePath } from "./page-context.ts";

const paths = new Set(["sign-in", "accept-invitation"].map((page) => basePath + page));

/** `token`, or `email` and `code`; empty if the page was not opened by a mailed link. */
export const mailedLink = takeFragment();

function takeFragment(): URLSearchParams {
  if (!isMailedLink()) return new URLSearchParams();
  const fragment = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, "", location.pathname + location.search);
  return fragment;
}

function isMailedLink(): boolean {
  return paths.has(location.pathname) && /^#.*=/.test(location.hash);
}

// A second link, opened in the same tab, changes the fragment alone.
addEventListener("hashchange", () => {
  if (isMailedLink()) location.reload();
});
