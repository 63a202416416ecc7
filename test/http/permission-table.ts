/** Which kind of caller may do which operation: the two tables of docs/domain.md, "Permissions by ...". */

/** Active members of the organization, by role. */
const memberKinds = [
  "owner",
  "admin",
  "creator",
  "user",
  "solution owner",
  "solution admin",
  "solution editor",
  "solution user",
  "solution denied",
] as const;
/** Signed-in people who are not active members of it. */
const strangerKinds = ["disabled", "invited", "removed", "owner of another"] as const;
const tokenKinds = ["token", "token without scope", "token of another"] as const;
/** Sessions of the owner for one organization, as an accepted invitation opens them. */
const narrowedKinds = ["narrowed session", "session of another"] as const;
/** Missing and invalid credentials. */
const deadKinds = [
  "anonymous",
  "garbage",
  "deleted token",
  "lapsed token",
  "expired token",
] as const;

export const kinds = [
  ...memberKinds,
  ...strangerKinds,
  ...tokenKinds,
  ...narrowedKinds,
  ...deadKinds,
] as const;
export type Kind = (typeof kinds)[number];
type MemberKind = (typeof memberKinds)[number];

export interface Rule {
  /** The status of a success. */
  readonly status: number;
  /**
   * `public`: needs no credential. `self`: about the caller. `organization`: people who are not active
   * members get 404, and members who are not allowed get 403.
   */
  readonly about: "public" | "self" | "organization";
  /** The members who are allowed; all by default. */
  readonly allowed?: readonly MemberKind[];
  /** `none`: a token needs no scope. `session`: a token cannot do it. */
  readonly token: "scope" | "none" | "session";
  /** Does it change the whole person? Then a credential for one organization is refused. */
  readonly isWholePerson?: boolean;
}

const admins: readonly MemberKind[] = ["owner", "admin"];
const solutionRoles: readonly MemberKind[] = [
  "solution owner",
  "solution admin",
  "solution editor",
  "solution user",
  "solution denied",
];
/** Callers with a solution role are creators in the organization. */
const creators: readonly MemberKind[] = ["creator", ...solutionRoles];
const viewers: readonly MemberKind[] = [
  ...admins,
  "solution owner",
  "solution admin",
  "solution editor",
];
const assigners: readonly MemberKind[] = [...admins, "solution owner", "solution admin"];

const organization = (status: number, allowed: readonly MemberKind[]): Rule => ({
  status,
  about: "organization",
  allowed,
  token: "scope",
});
const self = (status: number, token: Rule["token"]): Rule => ({ status, about: "self", token });
const person = (status: number, token: Rule["token"]): Rule => ({
  ...self(status, token),
  isWholePerson: true,
});
const open = (status: number): Rule => ({ status, about: "public", token: "none" });

export const rules: Readonly<Record<string, Rule>> = {
  CreateOrganization: person(201, "scope"),
  ListOrganizations: self(200, "none"),
  GetOrganization: { status: 200, about: "organization", token: "none" },
  ChangeOrganization: organization(200, ["owner"]),
  GetSignInOptions: open(200),
  SignInByIdentityProvider: open(302),
  CompleteSignInByIdentityProvider: open(302),
  SignUp: open(202),
  SignIn: open(202),
  VerifySignIn: open(200),
  DeleteOrganization: organization(204, ["owner"]),
  GetSettings: organization(200, ["owner"]),
  ChangeSettings: organization(200, ["owner"]),
  ListInviteTemplates: organization(200, admins),
  GetInviteTemplate: organization(200, admins),
  SaveInviteTemplate: organization(200, ["owner"]),
  DeleteInviteTemplate: organization(204, ["owner"]),
  PreviewInviteTemplate: organization(200, ["owner"]),
  InviteUser: organization(201, admins),
  InviteMany: organization(207, admins),
  SendLogs: { status: 202, about: "organization", token: "none" },
  ListOrganizationLogs: organization(200, ["owner"]),
  ListMemberLogs: organization(200, ["owner"]),
  ListSolutionLogs: organization(200, ["owner", "solution owner"]),
  ListMyLogs: self(200, "none"),
  GetUsage: organization(200, admins),
  RequestNotification: organization(201, admins),
  ListNotifications: organization(200, admins),
  GetNotification: organization(200, admins),
  CancelNotification: organization(204, admins),
  ListMyNotifications: self(200, "none"),
  ReadNotification: { status: 200, about: "organization", token: "scope" },
  GetPushKey: open(200),
  SubscribeToPush: self(201, "scope"),
  ListMyPushSubscriptions: self(200, "none"),
  UnsubscribeFromPush: self(204, "scope"),
  DeletePushSubscription: self(204, "scope"),
  ListMembers: organization(200, [...admins, ...creators]),
  GetMember: organization(200, [...admins, ...creators]),
  ChangeOrgRole: organization(200, admins),
  RemoveUser: organization(204, admins),
  DisableMember: organization(200, admins),
  EnableMember: organization(200, admins),
  ResendInvite: organization(200, admins),
  RevokeInvite: organization(200, admins),
  PreviewInvite: open(200),
  AcceptInvite: open(200),
  RegisterSolution: organization(201, [...admins, ...creators]),
  ListSolutions: organization(200, [...admins, ...creators]),
  GetSolution: organization(200, viewers),
  ChangeSolution: organization(200, viewers),
  DeleteSolution: organization(204, ["owner", "solution owner"]),
  GetSolutionSettings: organization(200, viewers),
  ChangeSolutionSettings: organization(200, viewers),
  GetCustomSettings: organization(200, viewers),
  ReplaceCustomSettings: organization(200, viewers),
  ListSolutionMembers: organization(200, viewers),
  GetSolutionMember: organization(200, viewers),
  SaveSolutionMember: organization(200, assigners),
  ChangeSolutionMember: organization(200, assigners),
  RemoveSolutionMember: organization(204, assigners),
  AssignSolution: organization(200, assigners),
  UnassignSolution: organization(204, assigners),
  ChangeSolutions: organization(200, assigners),
  GetMe: self(200, "none"),
  ChangeProfile: person(200, "scope"),
  ExportMyData: person(200, "session"),
  GetUserSettings: self(200, "none"),
  ReplaceUserSettings: person(200, "scope"),
  ListMyOrganizations: self(200, "none"),
  ChooseDefaultOrganization: {
    status: 200,
    about: "organization",
    token: "scope",
    isWholePerson: true,
  },
  ListUsers: self(200, "scope"),
  GetUser: {
    status: 200,
    about: "organization",
    allowed: [...admins, ...creators],
    token: "scope",
  },
  ListMySolutions: self(200, "none"),
  TakeSolutionBack: { status: 200, about: "organization", token: "scope" },
  SetSolutionAside: { status: 204, about: "organization", token: "scope" },
  ListMyTokens: self(200, "none"),
  GetMyToken: self(200, "none"),
  CreateToken: self(201, "session"),
  ExtendTokenLease: self(200, "session"),
  DeleteToken: self(204, "session"),
  GetSession: self(200, "session"),
  SignOut: self(204, "session"),
  ListMySessions: self(200, "none"),
  EndOtherSessions: person(204, "session"),
  EndSession: person(204, "session"),
  ListEvents: organization(200, admins),
  GetRoleHistory: organization(200, admins),
  GetAccessReview: organization(200, admins),
  GetAccessChanges: organization(200, admins),
  GetCheckpoint: organization(200, admins),
  ProveInclusion: organization(200, admins),
  ProveConsistency: organization(200, admins),
  ExportEvents: organization(200, admins),
  ListKeys: open(200),
  WatchChanges: organization(200, [...admins, ...creators]),
  GetLiveness: open(200),
  GetReadiness: open(200),
  GetVersion: open(200),
  // Comes last, because an erased caller can do nothing more.
  EraseMe: person(204, "session"),
};

/** The operations that change a resource with an ETag, and so compare If-Match. The others refuse tags. */
export const conditional: readonly string[] = [
  "ChangeOrganization",
  "DeleteOrganization",
  "ChangeSettings",
  "SaveInviteTemplate",
  "DeleteInviteTemplate",
  "CancelNotification",
  "ChangeOrgRole",
  "RemoveUser",
  "DisableMember",
  "EnableMember",
  "ResendInvite",
  "RevokeInvite",
  "ChangeSolution",
  "ChangeSolutionSettings",
  "ReplaceCustomSettings",
  "DeleteSolution",
  "SaveSolutionMember",
  "ChangeSolutionMember",
  "RemoveSolutionMember",
  "AssignSolution",
  "UnassignSolution",
  "ChangeSolutions",
  "ChangeProfile",
  "ReplaceUserSettings",
  "ChooseDefaultOrganization",
  "ExtendTokenLease",
  "DeleteToken",
  "EraseMe",
];

const beyond: ReadonlySet<string> = new Set([
  "GetMyToken",
  "ExtendTokenLease",
  "DeleteToken",
  "DeleteOrganization",
  "UnsubscribeFromPush",
  "DeletePushSubscription",
]);

const includes = (list: readonly string[], kind: Kind): boolean => list.includes(kind);

/** The expected status for a kind of caller, and the code of a refusal. */
export function expectedFor(operation: string, kind: Kind): { status: number; code?: string } {
  const rule = rules[operation];
  if (rule === undefined) throw new Error(`${operation} has no rule: add one`);
  const success = { status: rule.status };
  if (rule.about === "public") return success;
  if (includes(deadKinds, kind)) {
    const codes: Partial<Record<Kind, string>> = {
      "lapsed token": "token-lease-lapsed",
      "expired token": "token-expired",
    };
    return { status: 401, code: codes[kind] ?? "unauthenticated" };
  }
  if (rule.about === "organization") {
    const isElsewhere = kind === "token of another" || kind === "session of another";
    if (includes(strangerKinds, kind) || isElsewhere) return { status: 404, code: "not-found" };
    // A person whom the caller may not view looks like an unknown one.
    if (operation === "GetUser" && kind === "user") return { status: 404, code: "not-found" };
    const isMember = includes(memberKinds, kind);
    if (isMember && rule.allowed !== undefined && !includes(rule.allowed, kind)) {
      return { status: 403, code: "forbidden" };
    }
  }
  if (includes(tokenKinds, kind) && rule.token === "session") {
    return { status: 403, code: "session-required" };
  }
  if (kind === "token without scope" && rule.token === "scope") {
    return { status: 403, code: "scope-missing" };
  }
  const isNarrowed = includes(narrowedKinds, kind) || kind === "token of another";
  if (isNarrowed) {
    if (rule.isWholePerson === true) return { status: 403, code: "session-required" };
    // Token and device are for all organizations, and the one to be deleted is another one.
    if (beyond.has(operation)) return { status: 404, code: "not-found" };
  }
  // Callers who may create organizations did so above and are a last owner now.
  if (operation === "EraseMe" && !["user", "disabled", "removed"].includes(kind)) {
    return { status: 409, code: "last-owner" };
  }
  if (operation === "CreateOrganization") {
    // A management role is required somewhere.
    if (["user", "disabled", "removed"].includes(kind)) {
      return { status: 403, code: "management-role-required" };
    }
  }
  return success;
}
