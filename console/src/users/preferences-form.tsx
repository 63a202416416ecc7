/** Theme, language and time zone; each is saved as soon as it is chosen. */
import { SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { languageOf, usePreferences } from "../app/preferences.tsx";
import { languages } from "../text/catalogue.ts";

const timeZonesShown = 100;

export function PreferencesForm() {
  const { preferences, text, change } = usePreferences();
  const { common, users } = text;
  const { theme, language, timeZone } = preferences;
  const themes = (["system", "light", "dark"] as const).map((value) => ({
    value,
    label: users.themes[value],
  }));
  // The region of a language decides how dates look, so it stays unless another language is chosen.
  const named = Object.entries(languages).map(([value, { name }]) => ({
    value: value === languageOf(language) ? language : value,
    label: name,
  }));
  const timeZones = Intl.supportedValuesOf("timeZone");
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {users.preferencesHint}
      </Text>
      <div>
        <Text size="sm" fw={500} id="theme" mb={4}>
          {users.theme}
        </Text>
        <SegmentedControl
          aria-labelledby="theme"
          data={themes}
          value={theme}
          onChange={(value) => change({ theme: value })}
        />
      </div>
      <Select
        label={common.language}
        data={named}
        value={language}
        allowDeselect={false}
        onChange={(value) => value !== null && change({ language: value })}
      />
      <Select
        label={users.timeZone}
        data={timeZones.includes(timeZone) ? timeZones : [timeZone, ...timeZones]}
        value={timeZone}
        searchable
        allowDeselect={false}
        limit={timeZonesShown}
        nothingFoundMessage={text.shell.nothingFound}
        onChange={(value) => value !== null && change({ timeZone: value })}
      />
    </Stack>
  );
}
