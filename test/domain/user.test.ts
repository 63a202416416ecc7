/** Users and the claims to their e-mail addresses. */
import { describe, expect, test } from "vitest";
import { emailDecider } from "../../src/domain/email/decider.ts";
import type { EmailEvent } from "../../src/domain/email/events.ts";
import { normalizeEmail } from "../../src/domain/primitives.ts";
import { userDecider } from "../../src/domain/user/decider.ts";
import type { UserEvent } from "../../src/domain/user/events.ts";
import { given, idOf } from "./given.ts";

const [ada, bob] = [idOf(1), idOf(2)];

describe("an e-mail address belongs to one user at a time", () => {
  const claimed: EmailEvent = { type: "EmailClaimed", data: { userId: ada } };
  const released: EmailEvent = { type: "EmailReleased", data: { userId: ada } };

  test("is claimed, and again by the same user without effect", () => {
    given(emailDecider, []).when({ type: "ClaimEmail", userId: ada }).then(claimed);
    given(emailDecider, [claimed]).when({ type: "ClaimEmail", userId: ada }).then();
  });

  test("is not claimed by another until it is released", () => {
    given(emailDecider, [claimed])
      .when({ type: "ClaimEmail", userId: bob })
      .thenRejected("email-taken");
    given(emailDecider, [claimed, released])
      .when({ type: "ClaimEmail", userId: bob })
      .then({ type: "EmailClaimed", data: { userId: bob } });
  });

  test("is released by its holder only", () => {
    given(emailDecider, [claimed]).when({ type: "ReleaseEmail", userId: ada }).then(released);
    given(emailDecider, [claimed]).when({ type: "ReleaseEmail", userId: bob }).then();
  });

  test("is the same in any case and Unicode form", () => {
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

  test("changes only what differs; null clears what is set", () => {
    given(userDecider, [registered])
      .when({ type: "ChangeProfile", profile: { firstName: "Ada", phone: "+44", name: null } })
      .then({ type: "ProfileChanged", data: {}, personal: { phone: "+44" } });
    given(userDecider, [registered]).when({ type: "ChangeProfile", profile: {} }).then();
    given(userDecider, []).when({ type: "ChangeProfile", profile: {} }).thenRejected("not-found");
  });

  test("picks a default organization; the same again changes nothing", () => {
    const chosen: UserEvent = {
      type: "DefaultOrganizationChosen",
      data: { organizationId: idOf(9) },
    };
    const choose = { type: "ChooseDefaultOrganization", organizationId: idOf(9) } as const;
    given(userDecider, [registered]).when(choose).then(chosen);
    given(userDecider, [registered, chosen]).when(choose).then();
  });

  test("who was erased is still registered, and nothing personal is known", () => {
    const erased: UserEvent = { type: "UserRegistered", data: {}, personal: null };
    expect(given(userDecider, [erased]).state).toMatchObject({ registered: true, profile: {} });
  });
});
