/** Texts of a user's page, in members/. */
import { pluralIn } from "../plural.ts";

const plural = pluralIn("en");

export const member = {
  one: "User",
  tabs: { access: "Access", timeline: "Timeline of access" },
  memberSince: (date: string) => `Here since ${date}`,
  lastActive: (time: string) => `last active ${time}`,
  neverActive: "not active yet",
  organizationRole: "Organization role",
  roleHints: {
    OWNER:
      "Decides everything, also the settings, troubleshooting and the end of the organization.",
    ADMIN: "Manages users and all solutions, sends notifications, reads the audit log.",
    CREATOR: "Registers solutions and manages their own.",
    USER: "Uses solutions, without access to management.",
  },
  solutions: "Solutions",
  addSolutions: "Add solutions",
  addSolutionsTo: (person: string) => `Add solutions to ${person}`,
  solutionsAdded: (count: number, person: string) =>
    plural(count, {
      one: `# solution is added to ${person}.`,
      other: `# solutions are added to ${person}.`,
    }),
  noSolutions: "No solution to show",
  noSolutionsHint: "Add solutions and pick the role in them.",
  hiddenSolutions: (count: number) =>
    plural(count, {
      one: "# more solution is not open to you.",
      other: "# more solutions are not open to you.",
    }),
  invitation: "Invitation",
  inviteStatus: {
    SENT: "Sent",
    PENDING: "Being sent",
    ACCEPTED: "Accepted",
    FAILED: "Failed",
    EXPIRED: "Expired",
    REVOKED: "Revoked",
  },
  addedWithoutMail: "Added without a mail. No invitation was sent yet.",
  sentTimes: (count: number) => plural(count, { one: "sent # time", other: "sent # times" }),
  lastSent: (time: string) => `last on ${time}`,
  validUntil: (time: string) => `valid until ${time}`,
  failure: "The mail server refused the invitation",
  copyReason: "Copy the reason",
  send: "Send an invitation",
  resend: "Send again",
  resendTo: (person: string) => `Send ${person} the invitation again`,
  resendConsequence: (email: string) =>
    `A new link goes to ${email}. The link of earlier mails stops working.`,
  defaultLanguage: "The organization's default language",
  resent: (email: string) => `The invitation is on its way to ${email}.`,
  revoke: "Revoke",
  revokeQuestion: (person: string) => `Revoke the invitation of ${person}?`,
  revokeConsequence: (email: string) =>
    `The link that was mailed to ${email} stops working at once. The invitation can be sent again later.`,
  revoked: (person: string) => `The invitation of ${person} is revoked.`,
  showSendings: "Show each sending",
  hideSendings: "Hide the sendings",
  lookingIsRecorded: "From the audit log, which records that you looked.",
  sentBy: (person: string, language: string) => `By ${person}, in ${language}`,
  results: {
    PENDING: "Not yet taken by the mail server",
    SENT: "Taken by the mail server",
    FAILED: "Refused by the mail server",
  },
  ends: { REPLACED: "Replaced by a new link", REVOKED: "Revoked", ACCEPTED: "Accepted" },
  membership: "Membership",
  endingRefusals: {
    noPermission: "Your role disables and removes nobody.",
    ownersOnly: "Only an owner disables or removes an owner.",
    aboveYourself: "Nobody disables or removes a role above their own.",
    lastOwner:
      "The last active owner cannot be disabled or removed. Make somebody else an owner first.",
  },
  disable: "Disable",
  disableQuestion: (person: string, organization: string) =>
    `Disable ${person} in ${organization}?`,
  disableConsequence: (person: string) =>
    `Sessions and tokens of ${person} no longer open this organization, at once. Roles and solutions are kept, and you can enable ${person} again.`,
  disabled: (person: string) => `${person} is disabled.`,
  enable: "Enable",
  enabled: (person: string) => `${person} is enabled again.`,
  remove: "Remove from the organization",
  removeQuestion: (person: string, organization: string) =>
    `Remove ${person} from ${organization}?`,
  removeConsequence: (person: string, count: number) =>
    plural(count, {
      one: `${person} loses the membership, the role in # solution and all access, at once. The history is kept, and ${person} can be invited again, but gets none of this back by it.`,
      other: `${person} loses the membership, the roles in # solutions and all access, at once. The history is kept, and ${person} can be invited again, but gets none of this back by it.`,
    }),
  removed: (person: string, organization: string) => `${person} is removed from ${organization}.`,
  asOf: "Look back to the end of",
  backToNow: "Back to now",
  pastTitle: (time: string) => `The past: as it was on ${time}`,
  pastHint: "Nothing can be changed here. The audit log records that you looked.",
  grantedBy: (person: string, time: string) => `given by ${person}, ${time}`,
  granted: "Given",
  noSolutionsThen: "No solution was assigned then.",
  noMemberThen: (time: string) => `No member on ${time}`,
  noMemberThenHint: "The person joined later, or was removed before. Pick another day.",
  deletedSolution: (id: string) => `deleted solution ${id}`,
  noMember: "No such user here",
  noMemberHint:
    "This person is no member of the organization: removed, erased, or never invited. The audit log knows which; it records who asks.",
  askLog: "Ask the audit log",
  erasedOn: (date: string) => `This person was erased on ${date}`,
  erasedHint:
    "Their name and address are gone for good. What they did stays in the audit log, as “erased person”.",
  removedOn: (person: string, date: string, by: string) =>
    `${person} was removed on ${date} by ${by}`,
  removedHint: "The history is kept. The person can be invited again from the list of users.",
  neverMember: "This person was never a member",
  neverMemberHint: "The address may be mistyped, or belong to another organization.",
  toList: "To the list of users",
};
