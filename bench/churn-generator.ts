/**
 * The process that churns: at a steady rate it invites members, and changes, disables and removes those who are
 * there. A request counts from when it was due, so that a service that falls behind shows it.
 */
import { json } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { ChurnJob, ChurnWindow } from "./churn.ts";
import { percentile } from "./figures.ts";

const { url, members, perSecond, windows, seconds } = (await json(process.stdin)) as ChurnJob;

/** Members between two commands on the same one, which must not overtake each other. */
const apart = 200;
const kinds = ["invite", "change", "disable", "remove"] as const;

const latencies = Array.from({ length: windows }, (): number[] => []);
let wrong = 0;

async function send(number: number, due: number): Promise<void> {
  const kind = kinds[number % kinds.length] ?? "invite";
  const cycle = Math.floor(number / kinds.length);
  const ahead = { invite: 0, change: 2 * apart, disable: apart, remove: 0 }[kind];
  const member = members[cycle + ahead];
  if (member === undefined) throw new Error("there are too few members to churn");
  const { organizationId, token, userId } = member;
  const collection = `${url}/v1/organizations/${organizationId}/members`;
  const single = `${collection}/${userId}`;
  const sent = {
    invite: {
      method: "POST",
      path: collection,
      body: {
        email: `churn${cycle}@example.org`,
        firstName: "New",
        lastName: `Member ${cycle}`,
        invite: { disabled: true },
      },
    },
    change: { method: "PATCH", path: single, body: { userRole: "CREATOR" } },
    disable: { method: "POST", path: `${single}/disable`, body: undefined },
    remove: { method: "DELETE", path: single, body: undefined },
  }[kind];
  const answer = await fetch(sent.path, {
    method: sent.method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(sent.body && { "content-type": "application/json" }),
    },
    ...(sent.body && { body: JSON.stringify(sent.body) }),
  });
  const text = await answer.text();
  const window = Math.min(windows - 1, Math.floor(number / (perSecond * seconds)));
  latencies[window]?.push(performance.now() - due);
  if (answer.ok) return;
  wrong += 1;
  if (wrong <= 3) process.stderr.write(`${kind} was answered ${answer.status}: ${text}\n`);
}

const began = performance.now();
const total = perSecond * seconds * windows;
const running = new Set<Promise<void>>();
let shown = 0;
for (let number = 0; number < total; number += 1) {
  const due = began + (number * 1000) / perSecond;
  const wait = due - performance.now();
  if (wait > 0) await pause(wait);
  const sent = send(number, due);
  running.add(sent);
  void sent.finally(() => running.delete(sent));
  if ((number + 1) % (perSecond * seconds) === 0) await show();
}

/** A line for each window, once all of it is answered. */
async function show(): Promise<void> {
  await Promise.all(running);
  const all = latencies[shown] ?? [];
  const window: ChurnWindow = {
    answered: all.length,
    p50: percentile(all, 0.5),
    p99: percentile(all, 0.99),
  };
  shown += 1;
  process.stdout.write(`${JSON.stringify(window)}\n`);
}
if (wrong > 0) throw new Error(`${wrong} requests were refused; see above`);
