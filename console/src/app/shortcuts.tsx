/** The keys: Ctrl K goes anywhere, `?` shows the keys, `/` goes to the search of the page. */
import { ActionIcon } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { withAllTexts } from "./texts.ts";
import { useText } from "./preferences.tsx";
import type { OwnOrganization } from "./session.ts";

const GoTo = lazy(() => withAllTexts(import("./go-to.tsx")));
const Help = lazy(() => import("./help.tsx"));

export function Shortcuts({
  organization,
}: {
  readonly organization: OwnOrganization | undefined;
}) {
  const { shell } = useText();
  const [open, setOpen] = useState<"go-to" | "help">();
  const close = () => setOpen(undefined);
  // Also while one types in a field.
  useHotkeys([["mod+K", () => setOpen("go-to")]], []);
  useHotkeys([
    ["shift+?", () => setOpen("help")],
    ["/", focusSearch],
    // Where the sign needs Shift, as on a German keyboard.
    ["shift+/", focusSearch],
  ]);
  return (
    <>
      <ActionIcon
        variant="subtle"
        size="lg"
        aria-label={shell.goTo}
        onClick={() => setOpen("go-to")}
      >
        <IconSearch size={20} aria-hidden />
      </ActionIcon>
      <Suspense>
        {open === "go-to" ? <GoTo organization={organization} onClose={close} /> : null}
        {open === "help" ? <Help onClose={close} /> : null}
      </Suspense>
    </>
  );
}

/** Each list marks its search field by its type. */
function focusSearch(): void {
  document.querySelector<HTMLInputElement>('main [type="search"]')?.focus();
}
