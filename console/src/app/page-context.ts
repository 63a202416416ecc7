/** What the service writes into index.html: where the console is published, and the nonce of its styles. */

/** The path of the console, with a slash at its end: `/`, or the path of PUBLIC_URL. */
export const basePath = new URL(document.baseURI).pathname;

/** The address of the service, without a slash at its end. */
export const serviceUrl = new URL(".", document.baseURI).href.replace(/\/$/, "");

export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}
