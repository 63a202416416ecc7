/**
 * Theme, language and time zone. They are the person's own settings in the service, and are kept in this
 * browser too, so that the next visit begins with them.
 */
import { type Schemas, unwrap } from "@muster/client";
import { type MantineColorScheme, useDirection, useMantineColorScheme } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { api } from "./api.ts";
import { sessionQuery } from "./session.ts";
import { type Catalogue, type Language, languageFor } from "../text/catalogue.ts";
import { directionOf } from "../text/direction.ts";
import { loadTexts, showTexts, useShownTexts } from "./texts.ts";

export interface Preferences {
  readonly theme: "light" | "dark" | "system";
  /** BCP 47, also with a region: the region decides how dates look. */
  readonly language: string;
  /** IANA, such as `Europe/Zurich`. */
  readonly timeZone: string;
}

const storageKey = "muster.preferences";

const ofTheBrowser: Preferences = {
  theme: "system",
  language: navigator.language,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
};

/** What this browser remembers. */
export function storedPreferences(): Preferences {
  try {
    return usable(JSON.parse(localStorage.getItem(storageKey) ?? "{}"));
  } catch {
    return ofTheBrowser;
  }
}

/** A browser may keep nothing, by its person's choice or because it is full. */
function remember(preferences: Preferences): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(preferences));
  } catch {
    // The settings in the service are read again at the next start.
  }
}

export function forgetPreferences(): void {
  try {
    localStorage.removeItem(storageKey);
  } catch {
    // Nothing is kept.
  }
}

/** What a browser remembers may be anything, so what means nothing here is left out. */
function usable({ theme, language, timeZone }: Schemas["UserSettings"]): Preferences {
  return {
    theme: isTheme(theme) ? theme : ofTheBrowser.theme,
    language: isLanguage(language) ? language : ofTheBrowser.language,
    timeZone: isTimeZone(timeZone) ? timeZone : ofTheBrowser.timeZone,
  };
}

function isTheme(theme: unknown): theme is Preferences["theme"] {
  return theme === "light" || theme === "dark" || theme === "system";
}

function isLanguage(tag: string | undefined): tag is string {
  try {
    return typeof tag === "string" && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function isTimeZone(name: string | undefined): name is string {
  try {
    return typeof name === "string" && Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

export function languageOf(language: string): Language {
  return languageFor([language, ...navigator.languages]);
}

interface Shown {
  readonly preferences: Preferences;
  readonly text: Catalogue;
  readonly change: (changed: Partial<Preferences>) => void;
}

const Context = createContext<Shown | undefined>(undefined);

/** The texts of the person's language. */
export function useText(): Catalogue {
  return usePreferences().text;
}

export function usePreferences(): Shown {
  const shown = useContext(Context);
  if (shown === undefined) throw new Error("PreferencesProvider is missing");
  return shown;
}

/** The texts of the stored language must be loaded before. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [preferences, setPreferences] = useState(storedPreferences);
  const text = useShownTexts();
  const { setColorScheme } = useMantineColorScheme();
  const { setDirection } = useDirection();
  const { data: session } = useQuery(sessionQuery);
  const { data: settings } = useQuery({
    queryKey: ["/v1/users/me/settings", session?.userId],
    enabled: session !== undefined && session !== null,
    staleTime: Infinity,
    queryFn: () => readSettings(),
  });
  const queries = useQueryClient();
  // What the person has changed on this page is newer than what any answer says.
  const chosen = useRef<Partial<Preferences>>({});
  const { mutate } = useMutation({
    mutationFn: saveSettings,
    // One after the other, because each keeps what it has read.
    scope: { id: "settings" },
    onSuccess: (saved) => queries.setQueryData(["/v1/users/me/settings", session?.userId], saved),
  });

  useEffect(() => {
    if (settings === undefined) return;
    setPreferences(usable({ ...storedPreferences(), ...settings, ...chosen.current }));
  }, [settings]);

  useEffect(() => {
    let isLatest = true;
    remember(preferences);
    setColorScheme(colorScheme(preferences.theme));
    const language = languageOf(preferences.language);
    void showLanguage();
    return () => void (isLatest = false);

    async function showLanguage(): Promise<void> {
      await showTexts(language);
      if (!isLatest) return;
      document.documentElement.lang = language;
      setDirection(directionOf(language));
    }
  }, [preferences, setColorScheme, setDirection]);

  function change(changed: Partial<Preferences>): void {
    chosen.current = { ...chosen.current, ...changed };
    setPreferences((before) => ({ ...before, ...changed }));
    if (session) mutate(changed);
  }

  return <Context value={{ preferences, text, change }}>{children}</Context>;
}

/** Shows what is in it in another language than the reader's own, such as that of an invitation. */
export function InLanguage({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  const shown = usePreferences();
  const { data: text } = useQuery({
    queryKey: ["catalogue", language],
    queryFn: () => loadTexts(language),
    staleTime: Infinity,
  });
  if (text === undefined) return null;
  // Dates of the reader's region, where the language is theirs too.
  const isOwn = languageOf(shown.preferences.language) === language;
  const preferences = isOwn ? shown.preferences : { ...shown.preferences, language };
  return (
    <Context value={{ ...shown, preferences, text }}>
      <div lang={language}>{children}</div>
    </Context>
  );
}

function colorScheme(theme: Preferences["theme"]): MantineColorScheme {
  return theme === "system" ? "auto" : theme;
}

const mine = { params: { path: { userId: "me" } } } as const;

function readSettings(): Promise<Schemas["UserSettings"]> {
  return unwrap(api.GET("/v1/users/{userId}/settings", mine));
}

/** Keeps what others wrote into the same settings. */
async function saveSettings(changed: Partial<Preferences>): Promise<Schemas["UserSettings"]> {
  const body = { ...(await readSettings()), ...changed };
  return unwrap(api.PUT("/v1/users/{userId}/settings", { ...mine, body }));
}
