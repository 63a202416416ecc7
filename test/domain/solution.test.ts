/** Solutions: registered, changed and deleted once each. */
import { describe, test } from "vitest";
import { solutionDecider } from "../../src/domain/solution/decider.ts";
import type { SolutionEvent } from "../../src/domain/solution/events.ts";
import { given, idOf } from "./given.ts";

describe("a solution", () => {
  const data = { organizationId: idOf(9), ownerId: idOf(1), name: "engine", title: "Engine" };
  const registered: SolutionEvent = { type: "SolutionRegistered", data };
  const deleted: SolutionEvent = { type: "SolutionDeleted", data: { organizationId: idOf(9) } };

  test("can be registered, changed and deleted", () => {
    given(solutionDecider, []).when({ type: "RegisterSolution", solution: data }).then(registered);
    given(solutionDecider, [registered])
      .when({ type: "ChangeSolutionDetails", details: { title: "Engine", category: "Maths" } })
      .then({ type: "SolutionDetailsChanged", data: { category: "Maths" } });
    given(solutionDecider, [registered]).when({ type: "DeleteSolution" }).then(deleted);
  });

  test("that was deleted or never existed cannot be changed or deleted, and a deleted one cannot be registered again", () => {
    for (const events of [[], [registered, deleted]]) {
      given(solutionDecider, events).when({ type: "DeleteSolution" }).thenRejected("not-found");
      given(solutionDecider, events)
        .when({ type: "ChangeSolutionDetails", details: {} })
        .thenRejected("not-found");
    }
    given(solutionDecider, [registered, deleted])
      .when({ type: "RegisterSolution", solution: data })
      .thenRejected("invalid-input");
  });
});
