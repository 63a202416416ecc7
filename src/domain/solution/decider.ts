/** Decides the commands of a solution. Its assignments are in the members' streams. */
import type { z } from "zod";
import { changedFields, type CommandIn, type Decider, isRejection, reject } from "../decider.ts";
import {
  changesTo,
  evolveSettings,
  type FreeSettings,
  mergePatch,
  noSettings,
  type SettingsState,
} from "../free-settings.ts";
import type { solutionDetails, SolutionEvent } from "./events.ts";

type Details = z.output<typeof solutionDetails>;

type Registered = Extract<SolutionEvent, { type: "SolutionRegistered" }>["data"];

interface SolutionState {
  readonly status: "NONE" | "REGISTERED" | "DELETED";
  readonly organizationId: string | undefined;
  readonly details: Details;
  readonly custom: SettingsState;
}

export type SolutionCommand = CommandIn<{
  RegisterSolution: { solution: Registered };
  ChangeSolutionDetails: { details: Details };
  ChangeSolutionSettings: {
    custom: FreeSettings;
    /** Is `custom` a merge patch (RFC 7396), or does it replace what there is? */
    isPatch: boolean;
  };
  DeleteSolution: object;
}>;

export const solutionDecider: Decider<SolutionState, SolutionCommand, SolutionEvent> = {
  initial: { status: "NONE", organizationId: undefined, details: {}, custom: noSettings },

  evolve(state, event) {
    switch (event.type) {
      case "SolutionRegistered": {
        const { organizationId, ownerId: _, ...details } = event.data;
        return { ...state, status: "REGISTERED", organizationId, details };
      }
      case "SolutionDetailsChanged":
        return { ...state, details: { ...state.details, ...event.data } };
      case "SolutionSettingsChanged":
        return { ...state, custom: evolveSettings(state.custom, event.data.custom) };
      case "SolutionDeleted":
        return { ...state, status: "DELETED" };
    }
  },

  decide(command, state) {
    if (command.type === "RegisterSolution") {
      return state.status === "NONE"
        ? [{ type: "SolutionRegistered", data: command.solution }]
        : reject("invalid-input", "A solution with this id is registered already.");
    }
    if (state.status !== "REGISTERED" || state.organizationId === undefined) {
      return reject("not-found", "There is no such solution.");
    }
    switch (command.type) {
      case "ChangeSolutionDetails": {
        const changed = changedFields(command.details, state.details);
        return changed ? [{ type: "SolutionDetailsChanged", data: changed }] : [];
      }
      case "ChangeSolutionSettings": {
        const { custom, isPatch } = command;
        const wanted = isPatch ? mergePatch(state.custom.values, custom) : custom;
        const changes = changesTo(state.custom, wanted);
        if (isRejection(changes)) return changes;
        return changes.map((change) => ({
          type: "SolutionSettingsChanged",
          data: { custom: change },
        }));
      }
      case "DeleteSolution":
        return [{ type: "SolutionDeleted", data: { organizationId: state.organizationId } }];
    }
  },
};
