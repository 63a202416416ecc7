/**
 * What one edits stays as it was read, until one asks for what somebody else saved meanwhile: nothing that is typed
 * goes away by itself.
 */
import { Alert, Button, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useText } from "../app/preferences.tsx";

interface Edited<Resource> {
  /** What the form begins with; its version is the form's `key`. Undefined until something is read. */
  readonly base: Resource | undefined;
  /** Goes on from what was saved. */
  readonly setBase: (saved: Resource) => void;
  /** Stands above the form: somebody else has saved another version. */
  readonly notice: ReactNode;
}

/**
 * @param latest what was read last
 * @param isOther is it another version than the one that is edited?
 */
export function useEdited<Resource>(
  latest: Resource | undefined,
  isOther: (latest: Resource, base: Resource) => boolean,
): Edited<Resource> {
  const { common } = useText();
  const [base, setBase] = useState(latest);
  if (base === undefined && latest !== undefined) setBase(latest);
  const isChanged = base !== undefined && latest !== undefined && isOther(latest, base);
  const notice = isChanged ? (
    <Alert color="yellow" role="status" mb="md">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{common.changedMeanwhile}</Text>
        <Button size="xs" variant="default" onClick={() => setBase(latest)}>
          {common.showChanged}
        </Button>
      </Stack>
    </Alert>
  ) : null;
  return { base, setBase, notice };
}

export function isNewer(
  latest: { readonly revision: number },
  base: { readonly revision: number },
) {
  return latest.revision > base.revision;
}
