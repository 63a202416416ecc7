/** Users, e-mail addresses, solutions and sessions (docs/domain.md, "People and organizations", "Solutions", "Sessions"). */
import { describe, expect, test } from "vitest";
import { emailDecider } from "../../src/domain/email/decider.ts";
import type { EmailEvent } from "../../src/domain/email/events.ts";
import { normalizeEmail } from "../../src/domain/primitives.ts";
import { sessionDecider } from "../../src/domain/session/decider.ts";
import type { SessionEvent } from "../../src/domain/session/events.ts";
import { solutionDecider } from "../../src/domain/solution/decider.ts";
import type { SolutionEvent } from "../../src/domain/solution/events.ts";
import { userDecider } from "../../src/domain/user/decider.ts";
import type { UserEvent } from "../../src/domain/user/events.ts";
import { given, idOf } from "./given.ts";

const [ada, bob] = [idOf(1), idOf(2)];

describe("an e-mail address belongs to one user at a time", () => {
  const claimed: EmailEvent = { type: "EmailClaimed", data: { userId: ada } };
  const released: EmailEvent = { type: "EmailReleased", data: { userId: ada } };

  test("a second claim by the same user changes nothing", () => {
    given(emailDecider, []).when({ type: "ClaimEmail", userId: ada }).then(claimed);
    given(emailDecider, [claimed]).when({ type: "ClaimEmail", userId: ada }).then();
  });

  test("another user can claim it only after it is released", () => {
    given(emailDecider, [claimed])
      .when({ type: "ClaimEmail", userId: bob })
      .thenRejected("email-taken");
    given(emailDecider, [claimed, released])
      .when({ type: "ClaimEmail", userId: bob })
      .then({ type: "EmailClaimed", data: { userId: bob } });
  });

  test("only its holder can release it", () => {
    given(emailDecider, [claimed]).when({ type: "ReleaseEmail", userId: ada }).then(released);
    given(emailDecider, [claimed]).when({ type: "ReleaseEmail", userId: bob }).then();
  });

  test("case and Unicode form make no difference", () => {
    expect(normalizeEmail(" Ada@Example.COM ")).toBe("ada@example.com");
    expect(normalizeEmail("Zoe\u0308@example.com")).toBe(normalizeEmail("zo\u00eb@example.com"));
  });
});

describe("a user", () => {
  const person = { email: "ada@example.com", firstName: "Ada", lastName: "Byron" };
  const registered: UserEvent = { type: "UserRegistered", data: {}, personal: person };

  test("is registered once", () => {
    given(userDecider, []).when({ type: "RegisterUser", person }).then(registered);
    given(userDecider, [registered]).when({ type: "RegisterUser", person }).then();
  });

  test("a profile change records only what differs; null clears a field", () => {
    given(userDecider, [registered])
      .when({ type: "ChangeProfile", profile: { firstName: "Ada", phone: "+44", name: null } })
      .then({ type: "ProfileChanged", data: {}, personal: { phone: "+44" } });
    given(userDecider, [registered]).when({ type: "ChangeProfile", profile: {} }).then();
    given(userDecider, []).when({ type: "ChangeProfile", profile: {} }).thenRejected("not-found");
  });

  test("choosing the same default organization again changes nothing", () => {
    const chosen: UserEvent = {
      type: "DefaultOrganizationChosen",
      data: { organizationId: idOf(9) },
    };
    const choose = { type: "ChooseDefaultOrganization", organizationId: idOf(9) } as const;
    given(userDecider, [registered]).when(choose).then(chosen);
    given(userDecider, [registered, chosen]).when(choose).then();
  });

  test("an erased user is still registered, without personal data", () => {
    const erased: UserEvent = { type: "UserRegistered", data: {}, personal: null };
    expect(given(userDecider, [erased]).state).toMatchObject({ registered: true, profile: {} });
  });
});

describe("a solution", () => {
  const data = { organizationId: idOf(9), ownerId: ada, name: "engine", title: "Engine" };
  const registered: SolutionEvent = { type: "SolutionRegistered", data };
  const deleted: SolutionEvent = { type: "SolutionDeleted", data: { organizationId: idOf(9) } };

  test("can be registered, changed and deleted", () => {
    given(solutionDecider, []).when({ type: "RegisterSolution", solution: data }).then(registered);
    given(solutionDecider, [registered])
      .when({ type: "ChangeSolutionDetails", details: { title: "Engine", category: "Maths" } })
      .then({ type: "SolutionDetailsChanged", data: { category: "Maths" } });
    given(solutionDecider, [registered]).when({ type: "DeleteSolution" }).then(deleted);
  });

  test("a deleted or unknown solution cannot be changed, deleted or registered again", () => {
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

describe("log-in and log-out", () => {
  const loggedIn: SessionEvent = { type: "UserLoggedIn", data: { method: "CODE" } };
  const loggedOut: SessionEvent = { type: "UserLoggedOut", data: { reason: "LOG_OUT" } };

  test("a session begins once and ends once", () => {
    given(sessionDecider, []).when({ type: "LogIn", method: "CODE" }).then(loggedIn);
    given(sessionDecider, [loggedIn])
      .when({ type: "LogIn", method: "CODE" })
      .thenRejected("invalid-input");
    given(sessionDecider, [loggedIn]).when({ type: "LogOut", reason: "LOG_OUT" }).then(loggedOut);
    given(sessionDecider, [loggedIn, loggedOut]).when({ type: "LogOut", reason: "IDLE" }).then();
    given(sessionDecider, []).when({ type: "LogOut", reason: "IDLE" }).then();
  });
});
