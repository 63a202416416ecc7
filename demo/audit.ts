/**
 * `npm run audit:demo`: shows what auditors and compliance officers do with Muster, on two months of the
 * demo's year. It exports in January and in February, verifies both and that the second continues the
 * first, erases a person, exports and verifies again, and shows how a damaged copy is refused.
 */
import { spawnSync } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadConfig } from "../src/platform/config.ts";
import { createLog } from "../src/platform/log.ts";
import { startService } from "../src/service/service.ts";
import { StartupError } from "../src/platform/startup-error.ts";
import { createDemoClock } from "./clock.ts";
import { createInbox } from "./inbox.ts";
import { beginIn } from "./own-directory.ts";
import { createDemoContext } from "./context.ts";
import { type DemoContext, playYear } from "./year.ts";

const founding = { email: "owner@demo.example", organization: "Demo Works" };
const year = 2026;
const daysPlayed = 59;
const endOfJanuary = new Date(Date.UTC(year, 0, 30));

const folder = process.env["DEMO_DIR"] || ".audit-demo";
const cli = join(import.meta.dirname, "..", "src", "cli.ts");

try {
  await beginIn(folder, { marker: "audit-demo", command: "npm run audit:demo" });
  const DATA_DIR = join(folder, "data");
  const config = loadConfig({ DATA_DIR, PORT: "0", LOG_LEVEL: "warn" });
  const clock = createDemoClock(new Date(Date.UTC(year, 0, 1)));
  const inbox = createInbox();
  const log = createLog("warn");
  const service = await startService({ config, log, clock: clock.now, mailer: inbox.mailer });
  try {
    await playStory(await createDemoContext(service, DATA_DIR, founding, { clock, inbox }));
  } finally {
    await service.stop();
  }
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`muster: ${error.message}\n`);
  process.exitCode = 1;
}

async function playStory(demo: DemoContext): Promise<void> {
  const { clock, ownerId, organizationId, url } = demo;
  const organization = `${url}/v1/organizations/${organizationId}`;
  const get = async (path: string, userId = ownerId): Promise<Response> => {
    const headers = { authorization: `Bearer ${await demo.signIn(userId)}` };
    const answer = await fetch(path, { headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const exportTo = async (name: string): Promise<string> => {
    const path = join(folder, name);
    const bundle = await get(`${organization}/export?format=bundle`);
    await writeFile(path, Buffer.from(await bundle.arrayBuffer()));
    say(`exported the log of ${clock.now().toISOString().slice(0, 10)} to ${path}`);
    return path;
  };

  chapter("January and February pass, with an export at the end of each");
  let january = "";
  await playYear(
    demo,
    async () => {
      if (january === "" && clock.now() > endOfJanuary) january = await exportTo("january.zip");
    },
    daysPlayed,
  );
  const february = await exportTo("february.zip");

  chapter("The auditor got the public key another way, and verifies both exports");
  const { items } = (await (await get(`${url}/v1/keys`)).json()) as {
    items: { publicKey: string }[];
  };
  const key = items.at(-1)?.publicKey ?? "";
  muster(0, "verify", january, "--key", key);
  muster(0, "verify", february, "--key", key, "--previous", january);

  chapter("Without the key, the verdict says that only the bundle vouches for its key");
  muster(0, "verify", february);

  chapter("Who held which role on 15 January?");
  const review = (await (await get(`${organization}/access-review?at=${year}-01-15`)).json()) as {
    count: number;
    items: { userId: string; email: string; role: string }[];
  };
  const [first, , third] = review.items;
  say(`${review.count} members, among them ${first?.email} as ${first?.role}`);

  chapter("One of them asks to be erased");
  const forgotten = third;
  if (forgotten === undefined)
    throw new Error("the access review of 15 January has fewer than three lines");
  const copies = async (): Promise<number> => {
    const text = await (await get(`${organization}/export?format=ndjson`)).text();
    return text.split(forgotten.email).length - 1;
  };
  say(`an export contains ${forgotten.email} ${await copies()} times`);
  const answer = await fetch(`${url}/v1/users/me`, {
    method: "DELETE",
    headers: {
      authorization: `Bearer ${await demo.signIn(forgotten.userId)}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ forgetMe: true }),
  });
  say(`DELETE /v1/users/me answers ${answer.status}`);
  if (answer.status !== 204) throw new Error(await answer.text());
  say(`an export now contains ${forgotten.email} ${await copies()} times`);

  chapter("The log still continues the earlier one, and proves it");
  const march = await exportTo("after-erasure.zip");
  muster(0, "verify", march, "--key", key, "--previous", february);
  const environment = { DATA_DIR: join(folder, "data") };
  chapter("The history of their roles stays, by id");
  const story = ["replay", "--organization", organizationId, "--member", forgotten.userId];
  musterWith(environment, 0, ...story);

  chapter("Somebody flips one bit of a copy");
  const damaged = join(folder, "damaged.zip");
  await cp(march, damaged);
  await damage(damaged);
  muster(2, "verify", damaged, "--key", key);

  chapter("Somebody passes off the log of January as today's");
  muster(2, "verify", january, "--key", key, "--previous", march);
  say(`all files are in ${folder}`);
}

/** Flips one bit of the compressed events. */
async function damage(path: string): Promise<void> {
  const bytes = await readFile(path);
  const at = bytes.indexOf("events.ndjson") + 2_000;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

function chapter(title: string): void {
  process.stdout.write(`\n== ${title}\n`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function muster(expected: number, ...words: readonly string[]): void {
  musterWith({}, expected, ...words);
}

/** Runs `muster` as a person would and prints its output. @throws Error if the exit code is not as expected */
function musterWith(
  environment: Record<string, string>,
  expected: number,
  ...words: readonly string[]
): void {
  say(`$ npx muster ${words.join(" ")}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
  say(stdout.trimEnd().replaceAll(/^/gm, "  "));
  if (status === expected) return;
  throw new Error(`muster exited with ${status} instead of ${expected}: ${stderr}`);
}
