/** Mantine's components as links of the router, with typed addresses. */
import {
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
  NavLink,
  type NavLinkProps,
} from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

export type OfLink = Omit<ComponentPropsWithRef<"a">, "color" | "style" | "children">;

export const PageLink = createLink((props: AnchorProps & ComponentPropsWithRef<"a">) => (
  <Anchor {...props} />
));

export const PageButton = createLink((props: ButtonProps & OfLink) => (
  <Button component="a" {...props} />
));

export const PageNavLink = createLink((props: NavLinkProps & OfLink) => (
  <NavLink component="a" {...props} />
));
