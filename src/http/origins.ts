/** From where a browser may act with its user's cookie: the service's own address, and those allowed. */

/** @param others further origins, such as `https://app.example.com` */
export function allowedOrigins(publicUrl: string, others: readonly string[]): readonly string[] {
  return URL.canParse(publicUrl) ? [new URL(publicUrl).origin, ...others] : others;
}
