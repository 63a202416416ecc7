/** One of a token's clocks: a bar, and in words what is left and when it ends. */
import { Progress, Text } from "@mantine/core";
import { useFormat } from "../app/format.ts";
import { usePreferences } from "../app/preferences.tsx";
import type { Clock } from "./clocks.ts";

/** Less than this is worth a look. */
const little = 0.2;

interface Props {
  readonly label: string;
  readonly clock: Clock;
}

export function TokenClock({ label, clock: { left, endsAt } }: Props) {
  const { text, preferences } = usePreferences();
  const { tokens } = text;
  const format = useFormat();
  const share = new Intl.NumberFormat(preferences.language, { style: "percent" }).format(left);
  const words =
    left > 0 ? tokens.left(share, format.dateTime(endsAt)) : tokens.ended(format.dateTime(endsAt));
  const colour = left === 0 ? "gray" : left < little ? "orange" : "blue";
  return (
    <div>
      <Text size="sm">
        {label}: {words}
      </Text>
      <Progress.Root size="md" mt={4}>
        <Progress.Section
          value={left * 100}
          color={colour}
          aria-label={label}
          aria-valuetext={words}
        />
      </Progress.Root>
    </div>
  );
}
