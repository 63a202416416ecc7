/** A long log of one organization, with ten entries per member, and the export and verification of it. */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Writable } from "node:stream";
import type { DomainEvent } from "../src/domain/catalogue.ts";
import { memberStream, userStream } from "../src/domain/streams.ts";
import { addMinutes } from "../src/domain/time.ts";
import type { Metadata } from "../src/eventstore/codec.ts";
import type { FirstRun } from "../src/service/bootstrap.ts";
import type { Stores } from "../src/service/stores.ts";
import { watchMemory } from "./memory.ts";

const appendsAtOnce = 64;
const start = "2024-01-01T00:00:00.000Z";

/** Writes for each member: invited, mailed, accepted, two solutions, role changes. */
export async function writeLongLog(
  { store, codec }: Pick<Stores, "store" | "codec">,
  { organizationId, userId: inviterId }: Pick<FirstRun, "organizationId" | "userId">,
  members: number,
): Promise<void> {
  const solutions = Array.from({ length: 20 }, () => randomUUID());
  const actor = { userId: inviterId, role: "OWNER", via: "SESSION" } as const;
  let next = 0;
  const writer = async (): Promise<void> => {
    while (next < members) {
      const number = next;
      next += 1;
      const userId = randomUUID();
      const sendingId = randomUUID();
      const at = addMinutes(start, number * 10);
      const [one = "", two = ""] = [solutions[number % 20], solutions[(number + 7) % 20]];
      const person = {
        email: `person-${number}@example.com`,
        firstName: `Name${number % 977}`,
        lastName: `Family${number % 3989}`,
      };
      const metadata = (isOwn: boolean): Metadata => ({
        occurredAt: at,
        ...(isOwn ? {} : { organizationId }),
        subjectId: userId,
        actor,
        correlationId: sendingId,
      });
      const write = async (stream: string, isOwn: boolean, events: readonly DomainEvent[]) => {
        const toWrite = events.map((event) => ({
          event,
          eventId: randomUUID(),
          metadata: metadata(isOwn),
        }));
        await store.append(stream, "none", await codec.encode(stream, toWrite));
      };
      await write(userStream(userId), true, [
        { type: "UserRegistered", data: {}, personal: person },
      ]);
      const issued = { sendingId, digest: sendingId.replaceAll("-", "").repeat(2), language: "en" };
      const until = addMinutes(at, 20_160);
      await write(memberStream(organizationId, userId), false, [
        { type: "MemberInvited", data: { role: "USER", grantedBy: inviterId }, personal: person },
        { type: "InviteIssued", data: { ...issued, issuedAt: at, expiresAt: until } },
        { type: "InviteEmailSent", data: { sendingId, sentAt: at } },
        { type: "InviteAccepted", data: { acceptedAt: at } },
        { type: "SolutionAssigned", data: { solutionId: one, role: "USER" } },
        { type: "SolutionAssigned", data: { solutionId: two, role: "USER" } },
        { type: "SolutionRoleChanged", data: { solutionId: one, from: "USER", to: "EDITOR" } },
        { type: "OrgRoleChanged", data: { from: "USER", to: "CREATOR", grantedBy: inviterId } },
        { type: "SolutionUnassigned", data: { solutionId: two, role: "USER" } },
        { type: "OrgRoleChanged", data: { from: "CREATOR", to: "USER", grantedBy: inviterId } },
      ]);
    }
  };
  await Promise.all(Array.from({ length: appendsAtOnce }, writer));
}

/** Waits until the log holds all events. @returns its size, and how fast it caught up */
export async function waitForLog({ pool, store }: Pick<Stores, "pool" | "store">) {
  const end = await store.lastPosition();
  /** How far both read models are. */
  const position = async (): Promise<bigint> => {
    const { rows } = await pool.query<{ position: bigint }>(
      "select position from projection_checkpoints where name in ('audit', 'directory') order by position",
    );
    return rows.length < 2 ? 0n : (rows[0]?.position ?? 0n);
  };
  const began = performance.now();
  const from = await position();
  while ((await position()) < end) await pause(50);
  const seconds = (performance.now() - began) / 1000;
  const { rows } = await pool.query<{ size: number }>("select max(size) as size from audit_logs");
  return { size: rows[0]?.size ?? 0, perSecond: Number(end - from) / seconds };
}

/** Reads an answer to its end. @returns the seconds */
export async function download(
  url: string,
  headers: Readonly<Record<string, string>>,
  target: Writable,
): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url, { headers });
  if (!answer.ok || answer.body === null) {
    throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  }
  await answer.body.pipeTo(Writable.toWeb(target));
  return (performance.now() - began) / 1000;
}

/** Runs `muster verify` on a bundle. @throws Error if it refuses it */
export async function verifyBundle(bundle: string, key: string) {
  const began = performance.now();
  const cli = join(import.meta.dirname, "..", "src", "cli.ts");
  const child = spawn(process.execPath, [cli, "verify", bundle, "--key", key], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const memory = watchMemory(child.pid ?? 0);
  child.stdout.resume();
  const [code] = (await once(child, "exit")) as [number];
  if (code !== 0) throw new Error(`muster verify refused the bundle: it exited with ${code}`);
  return { seconds: (performance.now() - began) / 1000, memory: memory.end() };
}
