/** The pages of an organization in the order of the navigation, each with the permission that opens it. */
import {
  IconBell,
  IconChartBar,
  IconHistory,
  IconPuzzle,
  IconSettings,
  IconStethoscope,
  IconUsers,
} from "@tabler/icons-react";
import type { Catalogue } from "../text/catalogue.ts";
import type { Permission } from "./permissions.ts";

export const organizationPages = [
  { to: "/o/$organizationId/users", text: "users", permission: "users:view", icon: IconUsers },
  {
    to: "/o/$organizationId/solutions",
    text: "solutions",
    permission: "solutions:view",
    icon: IconPuzzle,
  },
  {
    to: "/o/$organizationId/notifications",
    text: "notifications",
    permission: "notifications:send",
    icon: IconBell,
  },
  { to: "/o/$organizationId/usage", text: "usage", permission: "usage:view", icon: IconChartBar },
  { to: "/o/$organizationId/audit", text: "audit", permission: "audit:read", icon: IconHistory },
  {
    to: "/o/$organizationId/troubleshooting",
    text: "troubleshooting",
    permission: "troubleshooting:organization",
    icon: IconStethoscope,
  },
  {
    to: "/o/$organizationId/settings",
    text: "settings",
    permission: "templates:view",
    icon: IconSettings,
  },
] as const satisfies readonly { permission: Permission; [key: string]: unknown }[];

/** The pages of one's own account; everybody has them. */
export function ownPages({ users, shell, solutions, signIn, tokens, ownData, logs }: Catalogue) {
  return [
    { to: "/me", label: users.title },
    { to: "/me/organizations", label: shell.myOrganizations },
    { to: "/me/solutions", label: solutions.mine },
    { to: "/me/sessions", label: signIn.sessions },
    { to: "/me/tokens", label: tokens.title },
    { to: "/me/notifications", label: shell.inbox },
    { to: "/me/troubleshooting", label: logs.mine },
    { to: "/me/data", label: ownData.title },
  ] as const;
}
