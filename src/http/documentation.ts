/** Which routes are the page that documents the API, with its files: public, and no API themselves. */

export const documentationPath = "/docs";

/** @param url a route's template; undefined where there is no such route */
export function isDocumentation(url = ""): boolean {
  return url === documentationPath || url.startsWith(`${documentationPath}/`);
}
