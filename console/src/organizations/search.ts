/** What the address bar holds of the settings page. */

const settingsTabs = ["details", "access", "templates", "danger"] as const;

export type SettingsTab = (typeof settingsTabs)[number];

export interface SettingsSearch {
  readonly tab?: SettingsTab | undefined;
  /** The template that is edited; `new` for one of a language that has none. */
  readonly template?: string | undefined;
}

export function settingsSearch({ tab, template }: Record<string, unknown>): SettingsSearch {
  return {
    tab: isSettingsTab(tab) ? tab : undefined,
    template:
      typeof template === "string" && /^([a-z]{2}|new)$/.test(template) ? template : undefined,
  };
}

function isSettingsTab(value: unknown): value is SettingsTab {
  return (settingsTabs as readonly unknown[]).includes(value);
}
