/** The scopes of a token in groups that people can read. */
import type { Schemas } from "@muster/client";

export type Scope = NonNullable<Schemas["NewTokenInput"]["scopes"]>[number];

export const scopeGroups = {
  users: ["users:view", "users:manage", "users:change-role"],
  solutions: [
    "solutions:view",
    "solutions:register",
    "solutions:change",
    "solutions:delete",
    "solutions:permissions",
    "solutions:run",
    "troubleshooting:solution",
  ],
  notifications: ["notifications:view", "notifications:send"],
  organization: ["settings:manage", "audit:read", "usage:view", "troubleshooting:organization"],
  account: ["account:manage"],
} as const satisfies Readonly<Record<string, readonly Scope[]>>;

export type ScopeGroup = keyof typeof scopeGroups;

/** What an account session may give: what every member may do, whatever their role. */
export const accountScopes: readonly Scope[] = ["solutions:run", "account:manage"];

export const allScopes: readonly Scope[] = Object.values(scopeGroups).flat();
