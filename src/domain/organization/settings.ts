/** What holds for every organization until it says otherwise (domain.md, "Inviting", "Log in, log out"). */
import type { z } from "zod";
import type { organizationSettings } from "./events.ts";

export type SettingsPatch = z.output<typeof organizationSettings>;

/** Settings that are asked for; null goes back to what holds for everybody. */
export type WantedSettings = {
  readonly [Field in keyof SettingsPatch]: SettingsPatch[Field] | null;
};

export interface Settings {
  /** A session ends when it was not used for so long. */
  readonly idleLogoutMinutes: number;
  readonly inviteExpiryDays: number;
  /** ISO 639-1; of invitations that name none. */
  readonly defaultLanguage: string;
  /** Members at the most, those invited and disabled included; left out: no limit. */
  readonly memberLimit?: number | undefined;
  /** Whom to ask for access. */
  readonly requestAccessEmail?: string | undefined;
}

export const defaultSettings: Settings = {
  idleLogoutMinutes: 120,
  inviteExpiryDays: 14,
  defaultLanguage: "en",
};

/** What is asked for, with the defaults where it says null. */
export function resolved(wanted: WantedSettings): SettingsPatch {
  const { idleLogoutMinutes, inviteExpiryDays, defaultLanguage } = wanted;
  return {
    ...wanted,
    idleLogoutMinutes:
      idleLogoutMinutes === null ? defaultSettings.idleLogoutMinutes : idleLogoutMinutes,
    inviteExpiryDays:
      inviteExpiryDays === null ? defaultSettings.inviteExpiryDays : inviteExpiryDays,
    defaultLanguage: defaultLanguage === null ? defaultSettings.defaultLanguage : defaultLanguage,
  };
}

/** The settings as they are after a change. */
export function withSettings(settings: Settings, patch: SettingsPatch): Settings {
  const changed = Object.entries(patch)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, value ?? undefined]);
  return { ...settings, ...Object.fromEntries(changed) };
}
