/** The page of the console to which a sign-in returns. It is never an address of another site. */
import { z } from "zod";
import { isApiPath } from "../kit/api-paths.ts";

/** Only a base for reading paths. */
const base = "http://muster.invalid";

/**
 * Printable ASCII without a backslash, which browsers read as a slash. A path is read as a browser does,
 * because `/..//evil.example` would become the address of another host.
 */
function pageIn(path: string): string | undefined {
  if (!/^\/[\x21-\x5b\x5d-\x7e]*$/.test(path)) return undefined;
  const read = URL.parse(path, base);
  if (read === null || read.origin !== base) return undefined;
  const { pathname, search, hash } = read;
  if (pathname.startsWith("//") || isApiPath(pathname)) return undefined;
  return `${pathname}${search}${hash}`;
}

export const returnTo = z
  .string()
  .max(1000)
  .default("/")
  .transform((path, context) => {
    const page = pageIn(path);
    if (page !== undefined) return page;
    context.addIssue({ code: "custom", message: "must be the path of a page, such as /users" });
    return z.NEVER;
  })
  .describe("The page to return to: a path below `PUBLIC_URL`.");
