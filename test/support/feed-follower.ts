/**
 * A program that follows an organization's log and keeps each entry as a line of a file. Killed at any
 * moment, it goes on after the last whole line. `node feed-follower.ts <url> <organization> <file> <media type>`
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { createMusterClient, follow } from "../../clients/typescript/src/index.ts";

const [, , url = "", organizationId = "", file = "", mediaType = ""] = process.argv;
const token = process.env["TOKEN"] ?? "";

interface Entry {
  readonly position: number;
  readonly eventId: string;
}

let after = resume();
if (mediaType === "application/json") await followPages();
for (;;) await streamLines().catch(() => delay(50));

async function followPages(): Promise<void> {
  const muster = createMusterClient({ baseUrl: url, token });
  for await (const entry of follow(muster, { organizationId, after })) keep(entry);
}

/** Drops a line that was not written to its end. */
function resume(): number {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole !== text) writeFileSync(file, whole);
  return Number(/(\d+) \S+\n$/.exec(whole)?.[1] ?? 0);
}

async function streamLines(): Promise<void> {
  const path = `${url}/v1/organizations/${organizationId}/events?after=${after}&wait=30`;
  const headers = { authorization: `Bearer ${token}`, accept: mediaType };
  const answer = await fetch(path, { headers });
  if (!answer.ok || answer.body === null) throw new Error(`answered ${answer.status}`);
  let rest = "";
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) keep(JSON.parse(line) as Entry);
  }
}

function keep({ position, eventId }: Entry): void {
  appendFileSync(file, `${position} ${eventId}\n`);
  after = position;
}
