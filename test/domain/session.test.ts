/** Sessions: each begins once and ends once. */
import { test } from "vitest";
import { sessionDecider } from "../../src/domain/session/decider.ts";
import type { SessionEvent } from "../../src/domain/session/events.ts";
import { given } from "./given.ts";

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
