/**
 * `npm run release:record -- <folder of a program>`: runs the program on a new database, tells it the
 * story, and writes what later programs are tested with to the folder of its version. See README.md.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startEmbedded } from "../../src/platform/database/embedded.ts";
import { createPool } from "../../src/platform/database/pool.ts";
import { databaseUrl } from "../support/database.ts";
import { startMailServer } from "../support/mail-server.ts";
import { dumpDatabase } from "./dump.ts";
import { type Program, startProgram, until } from "./program.ts";
import { mainReads, type Read } from "./reads.ts";
import type { Release } from "./release.ts";
import { tellStory } from "./story.ts";
import { type Founder, founding } from "./teller.ts";
import { plannable } from "./statements.ts";

const masterKey = Buffer.alloc(32, 7).toString("base64");

const folder = resolve(process.argv[2] ?? ".");
const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
const target = join(import.meta.dirname, version);
const scratch = await mkdtemp(join(tmpdir(), "muster-release-"));
const server = await startEmbedded(join(scratch, "server"));
const mails = await startMailServer();
const pool = createPool(server.connection);
try {
  await record();
} finally {
  await pool.end();
  await mails.stop();
  await server.stop();
  await rm(scratch, { recursive: true });
}

async function record(): Promise<void> {
  const sqlLog = join(scratch, "statements.jsonl");
  const program = await startProgram(folder, {
    DATABASE_URL: databaseUrl(server.connection),
    MUSTER_MASTER_KEY: masterKey,
    DATA_DIR: join(scratch, "data"),
    SMTP_URL: mails.url,
    PORT: "0",
    SQL_LOG: sqlLog,
  });
  const { bundle, ...recorded } = await tell(program);
  await program.stop();
  await refuseMissingEvents();

  const statements = (await readFile(sqlLog, "utf8")).trimEnd().split("\n");
  const release: Release = { version, masterKey, ...recorded };
  await mkdir(target, { recursive: true });
  await write("release.json", `${JSON.stringify(release, undefined, 2)}\n`);
  await write("database.sql", await dumpDatabase(pool, join(folder, "migrations")));
  await write("statements.sql", plannable(statements.map((line) => JSON.parse(line))));
  await write("bundle.zip", bundle);
}

/** @returns what the program answered */
async function tell(program: Program) {
  const told = await tellStory(program, mails, await found(program));
  const { rows } = await pool.query<{ name: string }>("select name from projection_checkpoints");
  for (const { name } of rows) await program.muster("projections", "rebuild", name);
  await program.muster("projections", "status");
  await program.muster("replay", "--organization", told.organizationId);
  const path = `/v1/organizations/${told.organizationId}/export?format=bundle`;
  const bundle = await program.download(path, told.sessions["olga"] ?? "");
  await settled();
  const recordedAt = new Date().toISOString();
  const answers: (Read & { readonly body: unknown })[] = [];
  for (const { as, path } of mainReads(told, recordedAt)) {
    const body = await program.call("GET", path, { token: told.sessions[as] });
    answers.push({ as, path, body });
  }
  return { recordedAt, ...told, answers, bundle };
}

async function found(program: Program): Promise<Founder> {
  const { email, organization } = founding;
  const command = ["bootstrap", "--email", email, "--organization", organization];
  const output = await program.muster(...command);
  // Older programs log before it.
  return JSON.parse(output.slice(output.indexOf("{")));
}

/** Until all that the story caused in the background is recorded and folded. */
async function settled(): Promise<void> {
  await until(
    "pushes and refused mails are recorded, and every projection is at the end",
    async () => {
      const { rows } = await pool.query(
        `select 1 where (select count(distinct type) from events
                       where type in ('PushesRecorded', 'InviteEmailFailed', 'NotificationSent')) = 3
       and not exists (select from projection_checkpoints
                       where position < (select max(position) from events))`,
      );
      return rows[0];
    },
  );
}

/** docs/events.md lists what the program can write. */
async function refuseMissingEvents(): Promise<void> {
  const text = await readFile(join(folder, "docs", "events.md"), "utf8");
  const known = [...text.matchAll(/^### (\w+)$/gm)].map(([, type]) => type);
  const { rows } = await pool.query<{ type: string }>("select distinct type from events");
  const missing = known.filter((known) => !rows.some(({ type }) => type === known));
  if (missing.length > 0) throw new Error(`the story lacks ${missing.join(", ")}`);
}

async function write(name: string, content: string | Buffer): Promise<void> {
  await writeFile(join(target, name), content);
  process.stdout.write(`wrote ${join(target, name)}\n`);
}
