/** An entry of a menu that is a link. It stands alone because menus are loaded late. */
import { Menu, type MenuItemProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { OfLink } from "./links.tsx";

export const PageMenuItem = createLink((props: MenuItemProps & OfLink) => (
  <Menu.Item component="a" {...props} />
));
