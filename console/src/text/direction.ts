/** The direction in which a language is written. */

/** Of which some browsers have the method, some the property, and some neither. */
interface WithTextInfo {
  readonly textInfo?: { readonly direction?: string };
  getTextInfo?(): { readonly direction?: string };
}

export function directionOf(language: string): "ltr" | "rtl" {
  const locale: WithTextInfo = new Intl.Locale(language);
  const { direction } = locale.getTextInfo?.() ?? locale.textInfo ?? {};
  return direction === "rtl" ? "rtl" : "ltr";
}
