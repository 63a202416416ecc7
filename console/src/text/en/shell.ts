/** Texts around the pages: navigation, menus, help, idle logout. */
import { pluralIn } from "../plural.ts";

const plural = pluralIn("en");

export const shell = {
  skip: "Skip to the content",
  navigation: "Navigation",
  menu: "Menu",
  users: "Users",
  solutions: "Solutions",
  notifications: "Notifications",
  usage: "Usage",
  troubleshooting: "Troubleshooting",
  settings: "Settings",
  audit: "Audit",
  profile: "My profile",
  darkMode: "Dark mode",
  logOut: "Log out",
  account: "Account menu",
  switchOrganization: "Switch organization",
  myOrganizations: "My organizations",
  newOrganization: "New organization",
  default: "Default",
  solutionCount: (count: number) =>
    count === 0 ? "no solutions" : plural(count, { one: "# solution", other: "# solutions" }),
  inbox: "Inbox",
  unread: (count: number) => plural(count, { one: "# unread", other: "# unread" }),
  goTo: "Go to",
  goToPlaceholder: "Go to a page, an organization or a person",
  nothingFound: "Nothing found",
  help: "Keyboard shortcuts",
  shortcuts: {
    search: "Search the list",
    goTo: "Go anywhere",
    help: "Show this help",
    close: "Close what is open",
  },
  notFound: "There is no such page.",
  notFoundHint: "The address may be mistyped, or what it showed is gone.",
  home: "To the start page",
  failed: "This page could not be shown.",
  accountOnly: {
    title: "Your own account",
    hint: "Your roles give no access to management. An owner or admin of your organization can change your role.",
    ask: (address: string) => `To ask for access, write to ${address}.`,
  },
  idle: {
    title: "Are you still there?",
    text: (seconds: number) =>
      plural(seconds, {
        one: "You are logged out in # second, because the page was not used.",
        other: "You are logged out in # seconds, because the page was not used.",
      }),
    stay: "Stay signed in",
  },
  locked: {
    title: "Sign in again",
    because: {
      "session-ended": "Your session has ended. What you typed is kept: sign in to go on.",
      "organization-closed":
        "You have not used this organization for longer than it allows. What you typed is kept: sign in to go on.",
    },
    other: "Sign in as somebody else",
  },
};
