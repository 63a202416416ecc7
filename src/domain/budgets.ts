/**
 * The table of budgets: how much one person, organization or address may use. docs/limits.md is generated
 * from it. Nothing else states these numbers.
 */

/** Where a budget is counted: for all instances together, or by each instance for itself. */
export type CountedIn = "database" | "stream" | "process";

interface Budget {
  readonly limit: number;
  /** What it counts. */
  readonly counts: string;
  /** For whom it counts. */
  readonly per: string;
  readonly why: string;
  /** The problem that the caller gets. */
  readonly code: "limit-reached" | "too-many-requests" | "invalid-input";
  /** 409 if only an action makes room, 429 if time does; 400 for one request that is too big. */
  readonly status: 400 | 409 | 429;
  readonly countedIn: CountedIn;
  /** The environment variable, if it is not derived from the name; "none" if nobody may change the number. */
  readonly variable?: string;
  /** The highest number that an operator may set. */
  readonly highest?: number;
}

/** Freed by an action: something must end first. */
const room = (limit: number, countedIn: CountedIn = "database") =>
  ({ limit, code: "limit-reached", status: 409, countedIn }) as const;
/** Freed by time. */
const allowance = (limit: number) =>
  ({ limit, code: "limit-reached", status: 429, countedIn: "database" }) as const;
const rate = (limit: number, countedIn: CountedIn) =>
  ({ limit, code: "too-many-requests", status: 429, countedIn }) as const;
/** What each instance counts at one moment. */
const atOnce = (limit: number) =>
  ({ limit, code: "limit-reached", status: 429, countedIn: "process" }) as const;
/** Nobody may change it, because it is part of the contract. */
const perRequest = (limit: number) =>
  ({ limit, code: "invalid-input", status: 400, countedIn: "process", variable: "none" }) as const;

/** What one caller and one organization each have a budget of. */
const exportsMade = {
  counts: "exports being made",
  why: "Each takes a thread, and an instance has four.",
};
const downloads = {
  counts: "exports and access reviews being sent",
  why: "What a slow reader has not read yet is kept on the disk.",
};
const waits = {
  counts: "requests that wait for their Muster-Min-Position",
  why: "A waiting request keeps a connection open.",
};
const follows = {
  counts: "requests that wait for new entries of the event log",
  why: "Each keeps a connection open, and is answered when there is an entry.",
};
const streams = { counts: "open streams of changes", why: "Each is told of every change." };

export const budgets = {
  organizationsFoundedPerDay: {
    ...allowance(200),
    counts: "organizations founded",
    per: "person and day (UTC)",
    why: "An organization is a tenant with a log of its own; a script must not make thousands.",
  },
  organizationsFounded: {
    ...room(500),
    counts: "existing organizations that the person founded",
    per: "person",
    why: "What a person does enters the log of each of their organizations. Being invited does not count.",
  },
  membersPerOrganization: {
    ...room(100_000),
    counts: "members, invited ones included",
    per: "organization",
    why: "Lists, notifications and exports grow with it. An owner can set a lower number.",
  },
  pendingInvitations: {
    ...room(20_000),
    counts: "members who have not accepted yet",
    per: "organization",
    why: "Invitations send mail to strangers.",
  },
  invitationsPerMemberAndHour: {
    ...rate(5, "stream"),
    counts: "invitations mailed",
    per: "member and hour",
    why: "Nobody's mailbox is flooded.",
    variable: "none",
  },
  ownersPerOrganization: {
    ...room(500, "stream"),
    counts: "active owners",
    per: "organization",
    why: "Ending each ownership takes an event from the room that the organization's stream reserves.",
    highest: 1_500,
  },
  solutionsPerOrganization: {
    ...room(10_000),
    counts: "solutions",
    per: "organization",
    why: "Lists and rights are computed over them.",
  },
  solutionsPerMember: {
    ...room(900, "stream"),
    counts: "solutions assigned or set aside",
    per: "member",
    why: "Denying and unassigning each takes two events from the room that the member's stream reserves.",
    highest: 900,
  },
  ownSolutionChangesPerHour: {
    ...allowance(200),
    counts: "own solutions set aside or taken back",
    per: "person and hour",
    why: "Every member may do this, and each change is recorded for good.",
  },
  tokensPerPerson: {
    ...room(500),
    counts: "tokens that are neither deleted nor expired",
    per: "person",
    why: "The uses of a token enter the log of each of the person's organizations.",
  },
  pushSubscriptionsPerPerson: {
    ...room(20),
    counts: "devices that receive pushes; one more replaces the oldest",
    per: "person, and person and organization",
    why: "Every notification is sent to each of them.",
  },
  scheduledNotifications: {
    ...room(1_000),
    counts: "notifications that are not sent yet",
    per: "organization",
    why: "All may become due in the same minute.",
  },
  entriesPerHour: {
    ...allowance(50_000),
    counts:
      "log entries that a person's changes make; a change of their own makes one in each of their organizations",
    per: "person and hour",
    why: "Each entry is stored for good and proved. Ending something is never refused.",
  },
  eventsPerStream: {
    ...room(8_000, "stream"),
    counts: "recorded changes; the stream's last 2,000 are reserved for ending things",
    per: "member, user, solution, organization or token",
    why: "A stream holds at most 10,000 events, and whoever must disable, remove or erase always can.",
    highest: 8_000,
  },
  organizationEdits: {
    ...room(5_000, "stream"),
    counts: "changes of details, settings and invite templates, and of ownerships",
    per: "organization",
    why: "The rest of the organization's stream belongs to the changes of its owners.",
    variable: "none",
  },
  settingsHistory: {
    ...room(4_194_304, "stream"),
    counts: "bytes of recorded changes of settings, as JSON",
    per: "person, and solution",
    why: "Whoever changes anything of a person or a solution reads the whole stream.",
    variable: "none",
  },
  logEntriesPerDay: {
    ...allowance(1_000_000),
    counts: "log entries of apps",
    per: "organization and day (UTC)",
    why: "They are kept for 30 days.",
  },
  logBytesPerDay: {
    ...allowance(500_000_000),
    counts: "bytes of log entries, as JSON",
    per: "organization and day (UTC)",
    why: "They are kept for 30 days.",
  },
  logBytesPerMemberAndDay: {
    ...allowance(50_000_000),
    counts: "bytes of log entries, as JSON",
    per: "member and day (UTC)",
    why: "One member must not use up the organization's budget.",
  },
  requestsAtOncePerCaller: {
    ...atOnce(64),
    counts: "requests in progress; 1,000 more wait",
    per: "person",
    why: "One caller with many connections must not take the processor and the database from others.",
  },
  requestsAtOnceWhenShared: {
    ...atOnce(8),
    counts: "requests in progress while others send some too; 1,000 more wait",
    per: "person",
    why: "Whoever sends one request must not wait for all of another's.",
  },
  bodyBytesAtOncePerCaller: {
    ...atOnce(33_554_432),
    counts: "bytes of bodies of requests in progress, those that wait included",
    per: "person",
    why: "Large bodies that wait for their turn must not fill the memory.",
  },
  exportsPerCaller: { ...atOnce(1), ...exportsMade, per: "person" },
  exportsPerOrganization: { ...atOnce(2), ...exportsMade, per: "organization" },
  reviewsPerCaller: {
    ...atOnce(1),
    counts: "access reviews being made; one more waits",
    per: "person",
    why: "Each reads every member of the organization.",
  },
  reviewsPerOrganization: {
    ...atOnce(2),
    counts: "access reviews being made",
    per: "organization",
    why: "Each reads every member of the organization.",
  },
  downloadsPerCaller: {
    ...atOnce(2),
    ...downloads,
    counts: "exports, also of one's own data, and access reviews being sent",
    per: "person",
  },
  downloadsPerOrganization: { ...atOnce(8), ...downloads, per: "organization" },
  readsPerCaller: {
    ...atOnce(2),
    counts:
      "long reads at once: lists of members and people, logs, usage and the event log; 200 more wait",
    per: "person",
    why: "Others need the connections to the database too.",
  },
  readsPerOrganization: {
    ...atOnce(4),
    counts: "pages of lists, logs and the event log being read",
    per: "organization",
    why: "Others need the connections to the database too.",
  },
  waitsPerCaller: { ...atOnce(50), ...waits, per: "person" },
  waitsPerOrganization: { ...atOnce(500), ...waits, per: "organization" },
  followsPerCaller: { ...atOnce(50), ...follows, per: "person" },
  followsPerOrganization: { ...atOnce(500), ...follows, per: "organization" },
  streamsPerCaller: { ...atOnce(50), ...streams, per: "person" },
  streamsPerOrganization: { ...atOnce(500), ...streams, per: "organization" },
  connectionsPerAddress: {
    ...atOnce(2000),
    counts: "open connections; one more is closed after the refusal",
    per: "IPv4 address or IPv6 network; the proxies of TRUST_PROXY are exempt",
    why: "Each takes memory and a file descriptor.",
  },
  logEntriesPerRequest: {
    ...perRequest(500),
    counts: "log entries",
    per: "request",
    why: "A batch is stored as a whole.",
  },
  invitationsPerRequest: {
    ...perRequest(5_000),
    counts: "rows of a bulk invitation",
    per: "request",
    why: "The request must end before a repeat may take it over.",
  },
  requestsPerCaller: {
    ...rate(240_000, "process"),
    counts: "requests",
    per: "credential and minute",
    why: "It stops a client that runs wild.",
    variable: "RATE_LIMIT_CALLER",
  },
  requestsPerAddress: {
    ...rate(1_200, "process"),
    counts: "requests to public routes or with invalid credentials",
    per: "IPv4 address or IPv6 network, and minute",
    why: "It slows down whoever guesses.",
    variable: "RATE_LIMIT_ADDRESS",
  },
  consoleRequestsPerAddress: {
    ...rate(12_000, "process"),
    counts: "pages and files of the console",
    per: "IPv4 address or IPv6 network, and minute",
    why: "A page loads dozens of files at first, and a company may share one address.",
    variable: "RATE_LIMIT_CONSOLE",
  },
} as const satisfies Readonly<Record<string, Budget>>;

export type BudgetName = keyof typeof budgets;

/** The numbers that apply: those of the table, unless the operator set others. */
export type Limits = Readonly<Record<BudgetName, number>>;

export const budgetEntries: readonly (readonly [BudgetName, Budget])[] = Object.entries(
  budgets,
) as [BudgetName, Budget][];

/** The environment variable that changes a budget; undefined if its number is fixed. */
export function variableOf(name: BudgetName): string | undefined {
  const { variable }: Budget = budgets[name];
  if (variable === "none") return undefined;
  return variable ?? `LIMIT_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** The table's numbers, with some replaced. */
export function limitsWith(changed: Partial<Limits> = {}): Limits {
  const given = Object.fromEntries(budgetEntries.map(([name, { limit }]) => [name, limit]));
  return { ...(given as Limits), ...changed };
}
