/** Texts of solutions/. */
import { pluralIn } from "../plural.ts";

const plural = pluralIn("en");

export const solutions = {
  title: "Solutions",
  mine: "My solutions",
  one: "Solution",
  tabs: {
    details: "Details",
    members: "Members",
    roles: "Roles explained",
    settings: "Settings (JSON)",
    danger: "Danger zone",
  },
  titleField: "Title",
  titleHint: "What people read, such as Travel and expenses",
  nameHint: "What apps call it, such as expenses",
  category: "Category",
  categoryHint: "Puts similar solutions together, such as Finance",
  description: "Description",
  members: "Members",
  ownRole: "Your role in it",
  searchHint: "By title, name or category",
  creatorHint: "You see the solutions in which you are Owner, Admin or Editor.",
  count: (count: number) => plural(count, { one: "# solution", other: "# solutions" }),
  memberCount: (count: number) => plural(count, { one: "# member", other: "# members" }),
  nothing: "There is no solution yet",
  nothingHint:
    "Register the first one. You become its owner and decide who may use it, and in which role.",
  nothingFound: (search: string) => `Nothing matches “${search}”`,
  nothingFoundHint: "Search for another word of the title, name or category.",
  register: "Register a solution",
  registered: (title: string) => `${title} is registered. You are its owner.`,
  missing: "This solution does not exist",
  missingHint: "It may have been deleted. Its history stays in the audit log.",
  hidden: "This solution is not open to you",
  hiddenHint: "Ask one of its owners or admins to give you the role Editor or a higher one in it.",
  toList: "To the list of solutions",
  createdBy: (name: string, time: string) => `Registered by ${name}, ${time}`,
  changedBy: (name: string, time: string) => `Last changed by ${name}, ${time}`,
  changed: "Last change",
  searchMembers: "Search members by name or address",
  membersOf: (title: string) => `Members of ${title}`,
  noMembers: "Nobody uses this solution yet",
  noMembersHint: "Add the first members and pick the role that they get.",
  noMemberFoundHint: "Search for a part of the name or of the address.",
  addMembers: "Add members",
  addMembersTo: (title: string) => `Add members to ${title}`,
  people: "People",
  peopleHint: "Search by name or address. Whoever is a member already is not offered.",
  nobodyToAdd: "Nobody found who could be added",
  adding: (done: number, count: number) => `${done} of ${count} added`,
  membersAdded: (count: number, title: string) =>
    plural(count, {
      one: `# person is added to ${title}.`,
      other: `# people are added to ${title}.`,
    }),
  notAdded: "These people could not be added:",
  rolesHint:
    "Owners and admins of the organization act as Owner in every solution, except to run it, to delete it and to read its log entries: this needs the role in the solution itself. Whoever is only User in the organization manages no solution.",
  roleHints: {
    OWNER: "Runs the solution and decides everything about it.",
    ADMIN: "Manages the solution and its members up to Admin, but does not run it.",
    EDITOR: "Sees the solution and changes its details, but not who uses it.",
    USER: "Runs the solution on their devices.",
    DENY: "Keeps the assignment, without any access until it is resumed.",
  },
  rights: {
    run: "Run on a device",
    view: "View in management",
    change: "Change details and settings",
    assign: "Add and remove members, change roles",
    troubleshoot: "Read log entries",
    delete: "Delete",
  },
  yours: "your role",
  aboveYou: "This role is above your own in the solution.",
  roleIs: (person: string, role: string, title: string) =>
    `Change the role of ${person} in ${title}, now ${role}`,
  roleChanged: (person: string, role: string, title: string) =>
    `${person} is now ${role} in ${title}.`,
  pause: (person: string, title: string) => `Pause access of ${person} to ${title}`,
  resume: (person: string, title: string) => `Resume access of ${person} to ${title}`,
  paused: (person: string, title: string) => `Access of ${person} to ${title} is paused.`,
  resumed: (person: string, role: string, title: string) =>
    `${person} has access to ${title} again, as ${role}.`,
  unassign: (person: string, title: string) => `Remove ${person} from ${title}`,
  unassignQuestion: (person: string, title: string) => `Remove ${person} from ${title}?`,
  unassignConsequence: (person: string) =>
    `${person} loses the role and all access to the solution at once. To stop it only for a while, pause the access instead.`,
  unassigned: (person: string, title: string) => `${person} is removed from ${title}.`,
  settingsHint: "What front ends keep for this solution: a JSON object of at most 16,384 bytes.",
  settingsErrors: {
    notJson: "This is not valid JSON.",
    notAnObject: "The settings are one object: begin with { and end with }.",
    tooLong: "The settings have more than 16,384 bytes.",
  },
  deleteTitle: "Delete this solution",
  deleteConsequence: (count: number) =>
    plural(count, {
      one: "# member loses access at once, and the solution and its settings end. This cannot be undone; the history stays in the audit log.",
      other:
        "# members lose access at once, and the solution and its settings end. This cannot be undone; the history stays in the audit log.",
    }),
  delete: "Delete the solution",
  deleteQuestion: (title: string) => `Delete ${title} for everybody?`,
  deleted: (title: string) => `${title} is deleted.`,
  becomeOwner:
    "Only an Owner of the solution deletes it. Give yourself this role under Members first; the audit log shows both.",
  askOwner: "Only an Owner of the solution deletes it. Ask one of them.",
  mineHint:
    "The solutions that are assigned to you, and those that you registered, in all your organizations.",
  notOnProfile: "Not on your profile",
  setAside: "Set aside",
  setAsideQuestion: (title: string) => `Set ${title} aside?`,
  setAsideConsequence:
    "You lose access to it until you take it back, with the role that you had. You can do so on this page until you leave it; solutions that you registered stay listed here. Otherwise, a manager of the solution adds you again.",
  isSetAside: (title: string) => `${title} is set aside.`,
  takeBack: "Take back",
  isBack: (title: string) => `${title} is back on your profile.`,
  noneOfMine: "You have no solution",
  noneOfMineHint: "Ask a manager of a solution to add you to it.",
};
