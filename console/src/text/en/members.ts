/** Texts of members/. */
import { pluralIn } from "../plural.ts";

const plural = pluralIn("en");

export const members = {
  title: "Users",
  searchLabel: "Search by name or address",
  solution: "Solution",
  withoutSolutions: "Without solutions",
  sort: "Sort by",
  sorts: {
    name: "Name, A to Z",
    "-name": "Name, Z to A",
    email: "Address, A to Z",
    "-email": "Address, Z to A",
    role: "Role, highest first",
    "-role": "Role, lowest first",
    "-lastActiveAt": "Active most recently",
    lastActiveAt: "Not active for longest",
    "-createdAt": "Added most recently",
    createdAt: "Added first",
  },
  clearFilters: "Clear filters",
  count: (count: number) => plural(count, { one: "# user", other: "# users" }),
  countAtLeast: (count: number) => plural(count, { one: "#+ user", other: "#+ users" }),
  empty: "Nobody is here yet",
  emptyHint: "Invite the first user by mail, or many at once from a CSV file.",
  nothing: "Nobody matches these filters",
  nothingHint: "Search for less, or clear the filters.",
  person: "Person",
  solutions: "Solutions",
  inviteStatus: "Invitation",
  lastActive: "Last active",
  invite: "Invite user",
  inviteMany: "Invite many",
  inviteStatuses: {
    PENDING: "Being sent",
    SENT: "Sent",
    FAILED: "Not delivered",
    ACCEPTED: "Accepted",
    EXPIRED: "Expired",
    REVOKED: "Revoked",
  },
  notInvitedByMail: "Not sent yet",
  removedRow: "Removed",
  newRow: "New",
  roleOf: (name: string, role: string) => `Role of ${name}: ${role}. Change`,
  roleChanged: (name: string, role: string) => `${name} now has the role ${role}.`,
  roleRefusals: {
    noPermission: "Your role changes no roles.",
    ownersOnly:
      "Only an owner makes somebody an owner or changes the role of one: it is above your own.",
    aboveYourself: "This role is above your own.",
    lastOwner: "The last active owner keeps the role. Make somebody else an owner first.",
  },
  ownRoleTitle: (role: string) => `Give yourself the role ${role}?`,
  ownRoleBody:
    "You lose what your present role allows at once, and only somebody else can give it back.",
  changeRole: "Change role",
  solutionsOf: (name: string, count: number) =>
    plural(count, { one: `# solution of ${name}`, other: `# solutions of ${name}` }),
  hiddenSolutions: (count: number) =>
    plural(count, { one: "# that you may not view", other: "# that you may not view" }),
  newUsers: (count: number) => plural(count, { one: "# new user", other: "# new users" }),
  show: "Show",
  outdated: "Much has changed since this list was read.",
  readAgain: "Read again",
  selectMatching: (count: number) =>
    plural(count, { one: "Select # that matches", other: "Select all # that match" }),
  selectMatchingAtMost: (count: number) =>
    plural(count, {
      one: "Select the first # that matches",
      other: "Select the first # that match",
    }),
  clearSelection: "Clear selection",
  bulk: {
    disable: "Disable",
    enable: "Enable",
    resend: "Resend invitation",
    assign: "Add solutions",
    remove: "Remove",
  },
  bulkTitle: {
    disable: (count: number) =>
      plural(count, { one: "Disable # user?", other: "Disable # users?" }),
    enable: (count: number) => plural(count, { one: "Enable # user?", other: "Enable # users?" }),
    resend: (count: number) =>
      plural(count, {
        one: "Send the invitation to # user again?",
        other: "Send the invitation to # users again?",
      }),
    assign: (count: number) =>
      plural(count, { one: "Add solutions to # user", other: "Add solutions to # users" }),
    remove: (count: number) => plural(count, { one: "Remove # user?", other: "Remove # users?" }),
  },
  bulkBody: {
    disable: "They lose access to this organization at once, until somebody enables them again.",
    enable: "They get back the access that they had before they were disabled.",
    resend: "Each gets a new mail. The link in the mail before stops working.",
    assign: "Who has a solution already gets the role chosen here.",
    remove:
      "Their memberships and all their solutions in this organization end at once. To come back, they need a new invitation.",
  },
  bulkWhom: (names: string, others: number) =>
    others === 0
      ? names
      : plural(others, { one: `${names} and # other`, other: `${names} and # others` }),
  collecting: (count: number) => plural(count, { one: "# found", other: "# found" }),
  progress: (done: number, total: number) => `${done} of ${total}`,
  stop: "Stop",
  stopped: "Stopped",
  bulkDone: (count: number) => plural(count, { one: "# done", other: "# done" }),
  bulkRefused: (count: number) => plural(count, { one: "# refused", other: "# refused" }),
  outcome: "Outcome",
  outcomes: "Outcomes",
  done: "Done",
  leftOutYourself: "Left out: this is you.",
  addSolutions: "Solutions",
  pickSolutions: "Pick solutions",
  solutionRole: "Role in the solution",
  firstName: "First name",
  lastName: "Last name",
  inviteLanguage: "Language of the mail",
  inviteLanguageHint: "Without one, the mail is in the organization's default language.",
  withoutMail: "Add without mail",
  withoutMailHint: "Nothing is sent now. The invitation can be sent later, from the list.",
  previewMail: "Preview the mail",
  previewTitle: "Preview of the mail",
  sent: (name: string) => `The invitation to ${name} is on its way.`,
  added: (name: string) => `${name} was added without a mail.`,
  inviteNext: "Invite the next",
  removeSolution: (name: string) => `Leave out ${name}`,
  exporting: (count: number) => plural(count, { one: "# row written", other: "# rows written" }),
  csvSolutions: "Solutions",
  csv: {
    intro:
      "A CSV file with a header. It needs the columns email, firstName and lastName; userRole, language, solutions (names, separated by semicolons) and disabled (true: without mail) can be there too.",
    pick: "Pick a file",
    orDrop: "or drop it here, or paste rows below.",
    paste: "Rows as CSV",
    take: "Take these rows",
    noRows: "There is no row with an address. Is the first line the header?",
    notUtf8: "The file is not UTF-8. Save it as CSV in UTF-8.",
    missingColumns: (names: string) => `The header lacks: ${names}.`,
    tooMany: (most: number) =>
      plural(most, { one: "At most # row.", other: "At most # rows at once." }),
    check: "Check again",
    run: (count: number) => plural(count, { one: "Invite # user", other: "Invite # users" }),
    anew: "Begin anew",
    row: "Row",
    withoutMail: "No mail",
    downloadFailed: "Download rows that failed",
    problem: "problem",
    onlyFailed: "Only rows with problems",
    runTitle: (count: number) => plural(count, { one: "Invite # user?", other: "Invite # users?" }),
    runBody: "Each gets a mail now, except those marked as without mail.",
    outcomes: {
      UNCHECKED: "Not checked yet",
      WOULD_INVITE: "Will be invited",
      INVITED: "Invited",
      ALREADY_MEMBER: "Is a member already",
      INVALID: "Needs a correction",
      STOPPED: "Stopped before this row",
    },
    summary: (ready: number, wrong: number, others: number) =>
      `${ready} ready, ${wrong} to correct, ${others} left out`,
    result: (invited: number, failed: number) => `${invited} invited, ${failed} not`,
    unchecked: (count: number) =>
      plural(count, { one: "# not checked yet", other: "# not checked yet" }),
    misquoted: (from: number, to: number) =>
      from === to
        ? `In line ${from}, text stands behind a closing quote.`
        : `A quote that opens in line ${from} closes in line ${to}: is one missing?`,
    openQuote: (line: number) => `A quote in line ${line} is not closed.`,
    repeated: (row: number) => `is already in row ${row}`,
    unknownSolution: (name: string) => `There is no solution ${name}.`,
    removeRow: (row: number) => `Remove row ${row}`,
  },
};
