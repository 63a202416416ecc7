/** The bell: how many notifications are unread. */
import { ActionIcon, Indicator } from "@mantine/core";
import { unwrap } from "@muster/client";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";
import { api } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";

/** A new one shows within this time; the request marks itself as one of the page's own. */
const askedMilliseconds = 60_000;
const countedAtMost = 99;

export function Inbox() {
  const { shell } = useText();
  const { data: unread = 0 } = useQuery({
    queryKey: ["/v1/users/me/notifications", "count"],
    refetchInterval: askedMilliseconds,
    async queryFn({ signal }) {
      const params = { query: { unread: "true", includeTotal: "true", limit: 1 } } as const;
      const page = await unwrap(api.GET("/v1/users/me/notifications", { params, signal }));
      return page.total ?? 0;
    },
  });
  const label = unread === 0 ? shell.inbox : `${shell.inbox}, ${shell.unread(unread)}`;
  return (
    <Indicator
      disabled={unread === 0}
      label={unread > countedAtMost ? `${countedAtMost}+` : unread}
      size={18}
      offset={4}
      color="red.8"
    >
      <Bell to="/me/notifications" aria-label={label}>
        <IconBell size={20} aria-hidden />
      </Bell>
    </Indicator>
  );
}

const Bell = createLink((props: Omit<ComponentPropsWithRef<"a">, "color" | "style">) => (
  <ActionIcon component="a" variant="subtle" size="lg" {...props} />
));
