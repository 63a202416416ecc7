/** An organization's settings and their defaults (docs/domain.md, "Settings"). */
import type { z } from "zod";
import type { organizationSettings } from "./events.ts";

export type SettingsPatch = z.output<typeof organizationSettings>;

/** Requested settings; null restores the default. */
export type WantedSettings = {
  readonly [Field in keyof SettingsPatch]: SettingsPatch[Field] | null;
};

export interface Settings {
  /** A session ends after this time without use. */
  readonly idleLogoutMinutes: number;
  readonly inviteExpiryDays: number;
  /** ISO 639-1; for invitations that name no language. */
  readonly defaultLanguage: string;
  /** Maximum number of members, including invited and disabled ones; undefined: no limit. */
  readonly memberLimit?: number | undefined;
  /** The address to ask for access. */
  readonly requestAccessEmail?: string | undefined;
}

export const defaultSettings: Settings = {
  idleLogoutMinutes: 120,
  inviteExpiryDays: 14,
  defaultLanguage: "en",
};

/** The requested settings, with defaults in place of null. */
export function resolved(wanted: WantedSettings): SettingsPatch {
  const defaults = Object.entries(defaultSettings).filter(
    ([name]) => wanted[name as keyof SettingsPatch] === null,
  );
  return { ...(wanted as SettingsPatch), ...Object.fromEntries(defaults) };
}

/** The settings after a change. */
export function withSettings(settings: Settings, patch: SettingsPatch): Settings {
  const changed = Object.entries(patch)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, value ?? undefined]);
  return { ...settings, ...Object.fromEntries(changed) };
}
