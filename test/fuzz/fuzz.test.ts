/**
 * Requests generated from the contract: none may break the service, change anything by a refusal, show
 * another organization's data, or be answered by anything but what is published. `npm run test:fuzz` sends
 * FUZZ_REQUESTS (50,000) from FUZZ_SEED, a random one by default; `npm test` sends a few, always the same.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type PublishedSchemas, publishedSchemas } from "../support/published-schemas.ts";
import type { Cast } from "./cast.ts";
import { heavyRequests } from "./heavy.ts";
import { faultsOf } from "./judge.ts";
import { seededRandom } from "./random.ts";
import { type FuzzedOperation, type FuzzedRequest, nextRequest } from "./requests.ts";
import { curlOf, sendTo } from "./send.ts";
import type { Probe, Question } from "./target.ts";
import type { Schema } from "./values.ts";

const { FUZZ_REQUESTS, FUZZ_SEED } = process.env;
const requests = Number(FUZZ_REQUESTS ?? 1_500);
const seed = Number(FUZZ_SEED ?? (FUZZ_REQUESTS === undefined ? 1 : Date.now() % 1_000_000));
/** After so many requests, new people in new organizations. */
const perCast = 500;
/** Further findings say nothing new. */
const enough = 40;

let database: TestDatabase;
let target: ChildProcess;
let said = "";
let url: string;
let published: PublishedSchemas;
let operations: readonly FuzzedOperation[];
let schemas: Readonly<Record<string, Schema>>;

beforeAll(async () => {
  database = await createTestDatabase();
  target = fork(`${import.meta.dirname}/target.ts`, {
    execArgv: [],
    env: { PATH: process.env["PATH"], FUZZ_DATABASE: JSON.stringify(database.connection) },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [target.stdout, target.stderr]) {
    stream?.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-20_000)));
  }
  await Promise.race([once(target, "message"), ended()]);
  url = (await ask("url")) as string;
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Omit<FuzzedOperation, "method" | "path">>>;
    components: { schemas: Record<string, Schema> };
  };
  published = publishedSchemas(document);
  ({ schemas } = document.components);
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]) => ({
      ...each,
      method: method.toUpperCase(),
      path,
    })),
  );
});

afterAll(async () => {
  const end = once(target, "exit");
  target.disconnect();
  await end;
  await database.drop();
});

async function ended(): Promise<never> {
  const [code] = (await once(target, "exit")) as [number | null];
  throw new Error(`the service ended with ${code}:\n${said}`);
}

let questions = 0;

async function ask(what: Question["ask"]): Promise<unknown> {
  questions += 1;
  const id = questions;
  const answered = new Promise((resolve, reject) => {
    target.on("message", function hear(message: { id: number; answer?: unknown; error?: string }) {
      if (message.id !== id) return;
      target.off("message", hear);
      if (message.error === undefined) resolve(message.answer);
      else reject(new Error(message.error));
    });
  });
  target.send({ id, ask: what });
  return answered;
}

test(
  `no request of ${requests} from seed ${seed} breaks the service or its contract`,
  { timeout: 3_600_000 },
  async () => {
    const random = seededRandom(seed);
    /** One of each kind: operation and fault. */
    const findings = new Map<string, string>();
    const statuses = new Map<number, number>();
    const stalls: { readonly milliseconds: number; readonly request: FuzzedRequest }[] = [];
    let cast: Cast | undefined;
    let position = "";
    let logged = "";

    for (let count = 0; count < requests && findings.size < enough; count += 1) {
      if (cast === undefined || count % perCast === 0) {
        cast = (await ask("cast")) as Cast;
        ({ position } = (await ask("probe")) as Probe);
        logged = "";
      }
      const request = nextRequest({ random, cast, schemas }, operations);
      const faults: string[] = [];
      let status = 0;
      try {
        const answer = await sendTo(url, request);
        ({ status } = answer);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        const { operation, body = "" } = request;
        if (operation.operationId === "SendLogs" && status < 300) logged += body.toString();
        faults.push(...faultsOf(published, cast, request, answer, logged));
      } catch (error) {
        faults.push(`got no answer: ${String(error)}`);
      }
      if (target.exitCode !== null)
        throw new Error(`it ended the service: ${curlOf(url, request)}`);
      const probe = (await ask("probe")) as Probe;
      if (status >= 400 && probe.position !== position) {
        faults.push(`was refused with ${status} but appended events`);
      }
      ({ position } = probe);
      stalls.push({ milliseconds: probe.stall, request });
      if (stalls.length % 10_000 === 0) process.stdout.write(`fuzz: ${stalls.length} requests\n`);
      const stopped = status >= 500 || count === requests - 1 ? await stoppedParts() : [];
      for (const fault of [...faults, ...stopped]) {
        const kind = `${request.operation.operationId} ${fault.slice(0, 80)}`;
        if (findings.has(kind)) continue;
        const { operationId } = request.operation;
        const line = `#${count} ${operationId} by ${request.caller} ${fault}`;
        findings.set(kind, `${line}\n  ${curlOf(url, request)}`);
      }
      // Whatever comes now would only fail for the same reason.
      if (stopped.length > 0) break;
    }

    report(statuses, stalls);
    expect([...findings.values()].join("\n"), said).toBe("");
  },
);

test("the heaviest bodies, on four connections at once, stop nobody", async () => {
  const cast = (await ask("cast")) as Cast;
  const lines: string[] = [];
  for (const { title, path, token, body, status } of heavyRequests(cast)) {
    await ask("probe");
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        fetch(url + path, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
          },
          body,
        }),
      ),
    );
    await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    expect(
      answers.map((answer) => answer.status),
      title,
    ).toEqual([status, status, status, status]);
    const { stall } = (await ask("probe")) as Probe;
    lines.push(`  ${Math.round(stall)} ms four times ${title}`);
  }
  process.stdout.write(`longest stalls of the event loop:\n${lines.join("\n")}\n`);
  expect(await stoppedParts()).toEqual([]);
});

/** What health says about projections that an event stopped. */
async function stoppedParts(): Promise<string[]> {
  const answer = await fetch(`${url}/health/ready`);
  const text = await answer.text();
  return answer.status === 200 ? [] : [`the service is no longer ready: ${text}`];
}

function report(
  statuses: ReadonlyMap<number, number>,
  stalls: readonly { readonly milliseconds: number; readonly request: FuzzedRequest }[],
): void {
  const longest = stalls.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 5);
  const lines = [
    `fuzz: ${stalls.length} requests, FUZZ_SEED=${seed}`,
    `answers: ${[...statuses]
      .toSorted(([a], [b]) => a - b)
      .map(([status, count]) => `${status}: ${count}`)
      .join(", ")}`,
    "longest stalls of the event loop:",
    ...longest.map(
      ({ milliseconds, request: { operation, body } }) =>
        `  ${Math.round(milliseconds)} ms ${operation.operationId}, a body of ${body?.length ?? 0} bytes`,
    ),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
