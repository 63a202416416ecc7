/** The menu of the name in the corner: My profile, dark mode, log out. */
import { Menu, useComputedColorScheme } from "@mantine/core";
import { IconLogout, IconUser } from "@tabler/icons-react";
import { unwrap } from "@muster/client";
import { AccountButton } from "./account-button.tsx";
import { api } from "./api.ts";
import { tellOtherTabs } from "./other-tabs.ts";
import { basePath } from "./page-context.ts";
import { usePreferences } from "./preferences.tsx";
import { useOpenAtOnce } from "../kit/late-menu.tsx";
import { PageMenuItem } from "../kit/menu-link.tsx";
import { useCommand } from "../kit/command.ts";

export default function AccountMenu() {
  const { target, ...state } = useOpenAtOnce();
  const { text, change } = usePreferences();
  const { shell } = text;
  const isDark = useComputedColorScheme("light") === "dark";
  // The next person at this browser gets a page that remembers nothing.
  const signOut = useCommand(() => unwrap(api.DELETE("/v1/session")), {
    onSuccess() {
      tellOtherTabs(null);
      location.assign(`${basePath}sign-in`);
    },
  });
  return (
    <Menu {...state} position="top-start" width={220} withinPortal>
      <Menu.Target>
        <AccountButton ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        <PageMenuItem to="/me" leftSection={<IconUser size={16} aria-hidden />}>
          {shell.profile}
        </PageMenuItem>
        <Menu.CheckboxItem
          checked={isDark}
          onChange={(dark) => change({ theme: dark ? "dark" : "light" })}
        >
          {shell.darkMode}
        </Menu.CheckboxItem>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => signOut.mutate()}
        >
          {shell.logOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
