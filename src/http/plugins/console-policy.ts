/** What the pages of the console may load and run (Content Security Policy, decision 0028). */

const policy = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ");

/**
 * For every page and file, because a service worker has the policy of its script.
 * @param nonce allows the style elements of one page, which the component library adds
 */
export function consolePolicy(nonce?: string): string {
  return policy({
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`,
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "frame-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  });
}

/**
 * For the page that shows a mail in a frame of the console. Mails have inline styles and images from
 * elsewhere. The page is nobody's origin, also if it is opened by itself.
 */
export const mailPreviewPolicy = policy({
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "'self' data: https:",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'self'",
  sandbox: "allow-scripts",
});
