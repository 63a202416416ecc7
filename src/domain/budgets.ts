/**
 * The table of budgets: how much one person, organization or address may use. docs/limits.md is generated
 * from it. Nothing else states these numbers.
 */

/** Where a budget is counted: for all instances together, or by each instance for itself. */
export type CountedIn = "database" | "stream" | "process";

export interface Budget {
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

export const budgets = {
  organizationsFoundedPerDay: {
    limit: 200,
    counts: "organizations founded",
    per: "person and day (UTC)",
    why: "An organization is a tenant with a log of its own; a script must not make thousands.",
    code: "limit-reached",
    status: 429,
    countedIn: "database",
  },
  organizationsFounded: {
    limit: 500,
    counts: "existing organizations that the person founded",
    per: "person",
    why: "What a person does enters the log of each of their organizations. Being invited does not count.",
    code: "limit-reached",
    status: 409,
    countedIn: "database",
  },
  membersPerOrganization: {
    limit: 100_000,
    counts: "members, invited ones included",
    per: "organization",
    why: "Lists, notifications and exports grow with it. An owner can set a lower number.",
    code: "limit-reached",
    status: 409,
    countedIn: "database",
  },
  pendingInvitations: {
    limit: 20_000,
    counts: "members who have not accepted yet",
    per: "organization",
    why: "Invitations send mail to strangers.",
    code: "limit-reached",
    status: 409,
    countedIn: "database",
  },
  invitationsPerMemberAndHour: {
    limit: 5,
    counts: "invitations mailed",
    per: "member and hour",
    why: "Nobody's mailbox is flooded.",
    code: "too-many-requests",
    status: 429,
    countedIn: "stream",
    variable: "none",
  },
  ownersPerOrganization: {
    limit: 500,
    counts: "active owners",
    per: "organization",
    why: "Ending each ownership takes an event from the room that the organization's stream reserves.",
    code: "limit-reached",
    status: 409,
    countedIn: "stream",
    highest: 1_500,
  },
  solutionsPerOrganization: {
    limit: 10_000,
    counts: "solutions",
    per: "organization",
    why: "Lists and rights are computed over them.",
    code: "limit-reached",
    status: 409,
    countedIn: "database",
  },
  solutionsPerMember: {
    limit: 900,
    counts: "solutions assigned or set aside",
    per: "member",
    why: "Denying and unassigning each takes two events from the room that the member's stream reserves.",
    code: "limit-reached",
    status: 409,
    countedIn: "stream",
    highest: 900,
  },
  ownSolutionChangesPerHour: {
    limit: 200,
    counts: "own solutions set aside or taken back",
    per: "person and hour",
    why: "Every member may do this, and each change is recorded for good.",
    code: "limit-reached",
    status: 429,
    countedIn: "database",
  },
  tokensPerPerson: {
    limit: 500,
    counts: "tokens that are neither deleted nor expired",
    per: "person",
    why: "The uses of a token enter the log of each of the person's organizations.",
    code: "limit-reached",
    status: 409,
    countedIn: "database",
  },
  pushSubscriptionsPerPerson: {
    limit: 20,
    counts: "devices that receive pushes; one more replaces the oldest",
    per: "person, and person and organization",
    why: "Every notification is sent to each of them.",
    code: "limit-reached",
    status: 409,
    countedIn: "database",
  },
  scheduledNotifications: {
    limit: 1_000,
    counts: "notifications that are not sent yet",
    per: "organization",
    why: "All may become due in the same minute.",
    code: "limit-reached",
    status: 409,
    countedIn: "database",
  },
  entriesPerHour: {
    limit: 50_000,
    counts:
      "log entries that a person's changes make; a change of their own makes one in each of their organizations",
    per: "person and hour",
    why: "Each entry is stored for good and proved. Ending something is never refused.",
    code: "limit-reached",
    status: 429,
    countedIn: "database",
  },
  eventsPerStream: {
    limit: 8_000,
    counts: "recorded changes; the stream's last 2,000 are reserved for ending things",
    per: "member, user, solution, organization or token",
    why: "A stream holds at most 10,000 events, and whoever must disable, remove or erase always can.",
    code: "limit-reached",
    status: 409,
    countedIn: "stream",
    highest: 8_000,
  },
  organizationEdits: {
    limit: 5_000,
    counts: "changes of details, settings and invite templates, and of ownerships",
    per: "organization",
    why: "The rest of the organization's stream belongs to the changes of its owners.",
    code: "limit-reached",
    status: 409,
    countedIn: "stream",
    variable: "none",
  },
  settingsHistory: {
    limit: 16_777_216,
    counts: "bytes of recorded changes of settings, as JSON",
    per: "person, and solution",
    why: "Whoever changes anything of a person or a solution reads the whole stream.",
    code: "limit-reached",
    status: 409,
    countedIn: "stream",
    variable: "none",
  },
  logEntriesPerDay: {
    limit: 1_000_000,
    counts: "log entries of apps",
    per: "organization and day (UTC)",
    why: "They are kept for 30 days.",
    code: "limit-reached",
    status: 429,
    countedIn: "database",
  },
  logBytesPerDay: {
    limit: 500_000_000,
    counts: "bytes of log entries, as JSON",
    per: "organization and day (UTC)",
    why: "They are kept for 30 days.",
    code: "limit-reached",
    status: 429,
    countedIn: "database",
  },
  logBytesPerMemberAndDay: {
    limit: 50_000_000,
    counts: "bytes of log entries, as JSON",
    per: "member and day (UTC)",
    why: "One member must not use up the organization's budget.",
    code: "limit-reached",
    status: 429,
    countedIn: "database",
  },
  requestsAtOncePerCaller: {
    limit: 64,
    counts: "requests in progress; 1,000 more wait",
    per: "person",
    why: "One caller with many connections must not take the processor and the database from others.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  requestsAtOnceWhenShared: {
    limit: 8,
    counts: "requests in progress while others send some too; 1,000 more wait",
    per: "person",
    why: "Whoever sends one request must not wait for all of another's.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  bodyBytesAtOncePerCaller: {
    limit: 33_554_432,
    counts: "bytes of bodies of requests in progress, those that wait included",
    per: "person",
    why: "Large bodies that wait for their turn must not fill the memory.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  exportsPerCaller: {
    limit: 1,
    counts: "exports being made",
    per: "person",
    why: "Each takes a thread, and an instance has four.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  exportsPerOrganization: {
    limit: 2,
    counts: "exports being made",
    per: "organization",
    why: "Each takes a thread, and an instance has four.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  reviewsPerCaller: {
    limit: 1,
    counts: "access reviews being made; one more waits",
    per: "person",
    why: "Each reads every member of the organization.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  reviewsPerOrganization: {
    limit: 2,
    counts: "access reviews being made",
    per: "organization",
    why: "Each reads every member of the organization.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  downloadsPerCaller: {
    limit: 2,
    counts: "exports, also of one's own data, and access reviews being sent",
    per: "person",
    why: "What a slow reader has not read yet is kept on the disk.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  downloadsPerOrganization: {
    limit: 8,
    counts: "exports and access reviews being sent",
    per: "organization",
    why: "What a slow reader has not read yet is kept on the disk.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  readsPerCaller: {
    limit: 2,
    counts:
      "long reads at once: lists of members and people, logs, usage and the event log; 200 more wait",
    per: "person",
    why: "Others need the connections to the database too.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  readsPerOrganization: {
    limit: 4,
    counts: "pages of lists, logs and the event log being read",
    per: "organization",
    why: "Others need the connections to the database too.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  waitsPerCaller: {
    limit: 50,
    counts: "requests that wait for their Muster-Min-Position",
    per: "person",
    why: "A waiting request keeps a connection open.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  waitsPerOrganization: {
    limit: 500,
    counts: "requests that wait for their Muster-Min-Position",
    per: "organization",
    why: "A waiting request keeps a connection open.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  followsPerCaller: {
    limit: 50,
    counts: "requests that wait for new entries of the event log",
    per: "person",
    why: "Each keeps a connection open, and is answered when there is an entry.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  followsPerOrganization: {
    limit: 500,
    counts: "requests that wait for new entries of the event log",
    per: "organization",
    why: "Each keeps a connection open, and is answered when there is an entry.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  streamsPerCaller: {
    limit: 50,
    counts: "open streams of changes",
    per: "person",
    why: "Each is told of every change.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  streamsPerOrganization: {
    limit: 500,
    counts: "open streams of changes",
    per: "organization",
    why: "Each is told of every change.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  connectionsPerAddress: {
    limit: 2000,
    counts: "open connections; one more is closed after the refusal",
    per: "IPv4 address or IPv6 network; the proxies of TRUST_PROXY are exempt",
    why: "Each takes memory and a file descriptor.",
    code: "limit-reached",
    status: 429,
    countedIn: "process",
  },
  logEntriesPerRequest: {
    limit: 500,
    counts: "log entries",
    per: "request",
    why: "A batch is stored as a whole.",
    code: "invalid-input",
    status: 400,
    countedIn: "process",
    variable: "none",
  },
  invitationsPerRequest: {
    limit: 5_000,
    counts: "rows of a bulk invitation",
    per: "request",
    why: "The request must end before a repeat may take it over.",
    code: "invalid-input",
    status: 400,
    countedIn: "process",
    variable: "none",
  },
  requestsPerCaller: {
    limit: 240_000,
    counts: "requests",
    per: "credential and minute",
    why: "It stops a client that runs wild.",
    code: "too-many-requests",
    status: 429,
    countedIn: "process",
    variable: "RATE_LIMIT_CALLER",
  },
  requestsPerAddress: {
    limit: 1_200,
    counts: "requests to public routes or with invalid credentials",
    per: "IPv4 address or IPv6 network, and minute",
    why: "It slows down whoever guesses.",
    code: "too-many-requests",
    status: 429,
    countedIn: "process",
    variable: "RATE_LIMIT_ADDRESS",
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
