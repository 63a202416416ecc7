/** Decides the commands of a solution. Its assignments are in the members' streams. */
import type { z } from "zod";
import { changedFields, type Decider, reject } from "../decider.ts";
import type { EventOf } from "../event.ts";
import type { solutionDetails, SolutionEvent, SolutionRegistered } from "./events.ts";

type Details = z.output<typeof solutionDetails>;

export interface SolutionState {
  readonly status: "NONE" | "REGISTERED" | "DELETED";
  readonly organizationId: string | undefined;
  readonly details: Details;
}

export type SolutionCommand =
  | {
      readonly type: "RegisterSolution";
      readonly solution: EventOf<typeof SolutionRegistered>["data"];
    }
  | { readonly type: "ChangeSolutionDetails"; readonly details: Details }
  | { readonly type: "DeleteSolution" };

export const solutionDecider: Decider<SolutionState, SolutionCommand, SolutionEvent> = {
  initial: { status: "NONE", organizationId: undefined, details: {} },

  evolve(state, event) {
    switch (event.type) {
      case "SolutionRegistered": {
        const { organizationId, ownerId: _, ...details } = event.data;
        return { status: "REGISTERED", organizationId, details };
      }
      case "SolutionDetailsChanged":
        return { ...state, details: { ...state.details, ...event.data } };
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
        return Object.keys(changed).length === 0
          ? []
          : [{ type: "SolutionDetailsChanged", data: changed }];
      }
      case "DeleteSolution":
        return [{ type: "SolutionDeleted", data: { organizationId: state.organizationId } }];
    }
  },
};
