/** Decides the commands of a user: registration, profile, default organization, erasure. */
import type { z } from "zod";
import { changedFields, type CommandIn, type Decider, isRejection, reject } from "../decider.ts";
import {
  changesTo,
  evolveSettings,
  type FreeSettings,
  noSettings,
  type SettingsState,
} from "../free-settings.ts";
import type { erasureOrder, profile, UserEvent } from "./events.ts";

type Profile = z.output<typeof profile>;
export type ErasureOrder = z.output<typeof erasureOrder>;
type Person = NonNullable<Extract<UserEvent, { type: "UserRegistered" }>["personal"]>;

interface UserState {
  readonly registered: boolean;
  readonly erased: boolean;
  /** Empty after an erasure, because sealed fields then read as null. */
  readonly profile: Profile;
  readonly defaultOrganizationId: string | undefined;
  readonly settings: SettingsState;
}

export type UserCommand = CommandIn<{
  RegisterUser: { person: Person };
  ChangeProfile: { profile: Profile };
  ChooseDefaultOrganization: { organizationId: string };
  ChangeUserSettings: { settings: FreeSettings };
  EraseUser: { order: ErasureOrder };
  /** Covers what was written between the first erasure event and the end of the person's key. */
  EraseAgain: { order: ErasureOrder };
}>;

export const userDecider: Decider<UserState, UserCommand, UserEvent> = {
  readsPersonal: true,
  initial: {
    registered: false,
    erased: false,
    profile: {},
    defaultOrganizationId: undefined,
    settings: noSettings,
  },

  evolve(state, event) {
    switch (event.type) {
      case "UserRegistered": {
        const { email: _, ...profile } = event.personal ?? { email: null };
        return { ...state, registered: true, profile };
      }
      case "ProfileChanged":
        return { ...state, profile: { ...state.profile, ...event.personal } };
      case "DefaultOrganizationChosen":
        return { ...state, defaultOrganizationId: event.data.organizationId };
      case "UserSettingsChanged":
        if (event.personal === null) return state;
        return { ...state, settings: evolveSettings(state.settings, event.personal) };
      case "PersonalDataErased":
        return { ...userDecider.initial, registered: state.registered, erased: true };
    }
  },

  decide(command, state) {
    if (command.type === "RegisterUser") {
      if (state.erased) return reject("email-taken", "The address is being released; try again.");
      return state.registered
        ? []
        : [{ type: "UserRegistered", data: {}, personal: command.person }];
    }
    if (!state.registered) return reject("not-found", "There is no such user.");
    if (command.type === "EraseUser") {
      return state.erased ? [] : [{ type: "PersonalDataErased", data: command.order }];
    }
    if (command.type === "EraseAgain") {
      return state.erased ? [{ type: "PersonalDataErased", data: command.order }] : [];
    }
    if (state.erased) return reject("not-found", "The user no longer exists.");
    switch (command.type) {
      case "ChangeProfile": {
        const changed = changedFields(command.profile, state.profile);
        return changed ? [{ type: "ProfileChanged", data: {}, personal: changed }] : [];
      }
      case "ChooseDefaultOrganization": {
        const { organizationId } = command;
        if (organizationId === state.defaultOrganizationId) return [];
        return [{ type: "DefaultOrganizationChosen", data: { organizationId } }];
      }
      case "ChangeUserSettings": {
        const changes = changesTo(state.settings, command.settings);
        if (isRejection(changes)) return changes;
        return changes.map((personal) => ({ type: "UserSettingsChanged", data: {}, personal }));
      }
    }
  },
};
