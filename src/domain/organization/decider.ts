/**
 * Decides the commands of an organization, and guards its last owner: a grant follows the member's event
 * and a revocation precedes it, so the guarded owners are always a subset of the active owners. While the
 * guard is not empty, there is an active owner, even with concurrent changes and crashes
 * (docs/decisions/0003-the-ownership-guard.md).
 */
import type { z } from "zod";
import { budgets } from "../budgets.ts";
import { changedFields, type CommandIn, type Decider, type Rejection, reject } from "../decider.ts";
import { defaultTemplate, faultIn, isKnownLanguage } from "./invite-template.ts";
import type {
  EndOfOwnership,
  inviteTemplate,
  organizationDetails,
  OrganizationEvent,
} from "./events.ts";
import {
  defaultSettings,
  resolved,
  type Settings,
  type WantedSettings,
  withSettings,
} from "./settings.ts";

type Details = z.output<typeof organizationDetails>;

interface OrganizationState {
  readonly founded: boolean;
  readonly deleted: boolean;
  /** Number of events in the stream. */
  readonly events: number;
  readonly settings: Settings;
  readonly details: Details;
  readonly templates: Readonly<Record<string, z.output<typeof inviteTemplate>>>;
  /** The guarded owners: user id -> granted ownership. */
  readonly guarded: Readonly<Record<string, number>>;
  /** User id -> latest revoked ownership. It and earlier ones are never granted again. */
  readonly revoked: Readonly<Record<string, number>>;
}

export type OrganizationCommand = CommandIn<{
  FoundOrganization: {
    founderId: string;
    /** The founder's ownership, which their member stream has already recorded. */
    ownership: number;
    name: string;
    description?: string | undefined;
    url?: string | undefined;
  };
  ChangeOrganizationDetails: { details: Details };
  ChangeOrganizationSettings: { settings: WantedSettings };
  DeleteOrganization: object;
  SaveInviteTemplate: { template: z.output<typeof inviteTemplate> };
  DeleteInviteTemplate: { language: string };
  GrantOwnership: { userId: string; ownership: number };
  RevokeOwnership: { userId: string; ownership: number; reason: EndOfOwnership };
}>;

/** Streams have a maximum length. The rest beyond this is reserved for the guard and the deletion. */
const editsAtMost = budgets.organizationEdits.limit;
const edits: ReadonlySet<OrganizationCommand["type"]> = new Set([
  "ChangeOrganizationDetails",
  "ChangeOrganizationSettings",
  "SaveInviteTemplate",
  "DeleteInviteTemplate",
] as const);

export const organizationDecider: Decider<
  OrganizationState,
  OrganizationCommand,
  OrganizationEvent
> = {
  initial: {
    founded: false,
    deleted: false,
    events: 0,
    settings: defaultSettings,
    details: {},
    templates: {},
    guarded: {},
    revoked: {},
  },

  evolve(before, event) {
    const state = { ...before, events: before.events + 1 };
    switch (event.type) {
      case "OrganizationFounded": {
        const { founderId: _, ...details } = event.data;
        return { ...state, founded: true, details };
      }
      case "OrganizationDetailsChanged":
        return { ...state, details: { ...state.details, ...event.data } };
      case "OrganizationSettingsChanged":
        return { ...state, settings: withSettings(state.settings, event.data) };
      case "OrganizationDeleted":
        return { ...state, deleted: true };
      case "InviteTemplateSaved":
        return { ...state, templates: { ...state.templates, [event.data.language]: event.data } };
      case "InviteTemplateDeleted":
        return { ...state, templates: without(state.templates, event.data.language) };
      case "OwnershipGranted": {
        const { userId, ownership } = event.data;
        return { ...state, guarded: { ...state.guarded, [userId]: ownership } };
      }
      case "OwnershipRevoked": {
        const { userId, ownership } = event.data;
        return {
          ...state,
          guarded: without(state.guarded, userId),
          revoked: { ...state.revoked, [userId]: ownership },
        };
      }
    }
  },

  decide(command, state) {
    if (command.type === "FoundOrganization") {
      if (state.founded) return reject("invalid-input", "An organization with this id exists.");
      const { type: _, ownership, ...founded } = command;
      return [
        { type: "OrganizationFounded", data: founded },
        { type: "InviteTemplateSaved", data: defaultTemplate },
        { type: "OwnershipGranted", data: { userId: command.founderId, ownership } },
      ];
    }
    if (!state.founded || state.deleted) {
      return reject("not-found", "There is no such organization.");
    }
    if (state.events >= editsAtMost && edits.has(command.type)) {
      return reject(
        "limit-reached",
        `The organization has reached its limit of ${editsAtMost} changes (organizationEdits). Make a new organization.`,
      );
    }
    switch (command.type) {
      case "ChangeOrganizationDetails": {
        const changed = changedFields(command.details, state.details);
        return changed ? [{ type: "OrganizationDetailsChanged", data: changed }] : [];
      }
      case "ChangeOrganizationSettings": {
        const changed = changedFields(resolved(command.settings), state.settings);
        return changed ? [{ type: "OrganizationSettingsChanged", data: changed }] : [];
      }
      case "DeleteOrganization":
        return [{ type: "OrganizationDeleted", data: {} }];
      case "SaveInviteTemplate":
        return saveTemplate(command.template, state.templates[command.template.language]);
      case "DeleteInviteTemplate":
        return state.templates[command.language] === undefined
          ? reject("not-found", "There is no template for this language.")
          : [{ type: "InviteTemplateDeleted", data: { language: command.language } }];
      case "GrantOwnership": {
        const { userId, ownership } = command;
        const isOver = ownership <= (state.revoked[userId] ?? -1);
        const isGuarded = ownership <= (state.guarded[userId] ?? -1);
        return isOver || isGuarded
          ? []
          : [{ type: "OwnershipGranted", data: { userId, ownership } }];
      }
      case "RevokeOwnership": {
        const { userId, ownership, reason } = command;
        if (ownership <= (state.revoked[userId] ?? -1)) return [];
        if (Object.keys(state.guarded).every((guarded) => guarded === userId)) {
          return reject("last-owner", "An organization keeps at least one active owner.");
        }
        return [{ type: "OwnershipRevoked", data: { userId, ownership, reason } }];
      }
    }
  },
};

function saveTemplate(
  template: z.output<typeof inviteTemplate>,
  known: z.output<typeof inviteTemplate> | undefined,
): readonly OrganizationEvent[] | Rejection {
  const { language, subject, html, introMessage = "" } = template;
  if (!isKnownLanguage(language)) {
    return reject("invalid-input", `${language} is not an ISO 639-1 language.`);
  }
  const fault =
    faultIn("subject", subject) ?? faultIn("html", html) ?? faultIn("introMessage", introMessage);
  if (fault !== undefined) return reject("invalid-input", fault);
  const isSame =
    known?.subject === subject &&
    known.html === html &&
    (known.introMessage ?? "") === introMessage;
  return isSame ? [] : [{ type: "InviteTemplateSaved", data: template }];
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
