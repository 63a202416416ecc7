/** Dates and numbers in the person's language and time zone. */
import { useMemo } from "react";
import { type Format, formatFor } from "./intl-format.ts";
import { usePreferences } from "./preferences.tsx";

export function useFormat(): Format {
  const { preferences } = usePreferences();
  const { language, timeZone } = preferences;
  return useMemo(() => formatFor(language, timeZone), [language, timeZone]);
}
