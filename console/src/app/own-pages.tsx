/** The navigation of one's own account. */
import { Stack } from "@mantine/core";
import { PageNavLink } from "../kit/links.tsx";
import { ownPages } from "./navigation.ts";
import { useText } from "./preferences.tsx";

export default function OwnPages({ pathname }: { readonly pathname: string }) {
  const text = useText();
  return (
    <Stack gap={0}>
      {ownPages(text).map(({ to, label }) => (
        <PageNavLink
          key={to}
          to={to}
          label={label}
          active={pathname === to}
          activeOptions={{ exact: true }}
        />
      ))}
    </Stack>
  );
}
