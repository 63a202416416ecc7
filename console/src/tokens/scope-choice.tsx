/** What a new token may do, by groups. */
import { Checkbox, Fieldset, SimpleGrid, Stack, Text } from "@mantine/core";
import { useText } from "../app/preferences.tsx";
import { scopeGroups, type Scope, type ScopeGroup } from "./scope-groups.ts";

interface Props {
  readonly offered: readonly Scope[];
  readonly chosen: readonly Scope[];
  readonly onChange: (chosen: readonly Scope[]) => void;
}

export function ScopeChoice({ offered, chosen, onChange }: Props) {
  const { common, tokens } = useText();
  const groups = (Object.keys(scopeGroups) as ScopeGroup[])
    .map((group) => ({
      group,
      scopes: scopeGroups[group].filter((each) => offered.includes(each)),
    }))
    .filter(({ scopes }) => scopes.length > 0);
  return (
    <Fieldset legend={tokens.scopes}>
      <Stack>
        <Text size="sm" c="dimmed">
          {tokens.scopesHint}
        </Text>
        <Checkbox
          label={common.all}
          checked={chosen.length === offered.length}
          indeterminate={chosen.length > 0 && chosen.length < offered.length}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? offered : [])}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {groups.map(({ group, scopes }) => (
            <Checkbox.Group
              key={group}
              label={tokens.groups[group]}
              value={chosen.filter((each) => (scopes as readonly Scope[]).includes(each))}
              onChange={(values) =>
                onChange(
                  offered.filter((each) =>
                    (scopes as readonly Scope[]).includes(each)
                      ? values.includes(each)
                      : chosen.includes(each),
                  ),
                )
              }
            >
              <Stack gap="xs" mt={4}>
                {scopes.map((scope) => (
                  <Checkbox key={scope} value={scope} label={tokens.scope[scope]} />
                ))}
              </Stack>
            </Checkbox.Group>
          ))}
        </SimpleGrid>
      </Stack>
    </Fieldset>
  );
}
