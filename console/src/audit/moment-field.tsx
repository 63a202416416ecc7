/** A field for a date and a time in the person's time zone. */
import { TextInput } from "@mantine/core";
import { usePreferences } from "../app/preferences.tsx";
import { fromField, toField } from "./moments.ts";

interface Props {
  readonly label: string;
  /** UTC. */
  readonly value: string | undefined;
  readonly onChange: (moment: string | undefined) => void;
}

export function MomentField({ label, value, onChange }: Props) {
  const { timeZone } = usePreferences().preferences;
  return (
    <TextInput
      type="datetime-local"
      label={label}
      // While one types it is not complete; what is typed stays until another moment comes from outside.
      key={value}
      defaultValue={value === undefined ? "" : toField(value, timeZone)}
      onBlur={({ currentTarget }) => {
        const next = fromField(currentTarget.value, timeZone);
        const isSame = value !== undefined && currentTarget.value === toField(value, timeZone);
        if (!isSame && next !== value) onChange(next);
      }}
      onKeyDown={({ key, currentTarget }) => {
        if (key === "Enter") onChange(fromField(currentTarget.value, timeZone));
      }}
    />
  );
}
