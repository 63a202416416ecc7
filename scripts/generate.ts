/** `npm run generate`: writes the committed files that are generated from the code. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { loadConfig } from "../src/platform/config.ts";
import { startEmbedded } from "../src/platform/database/embedded.ts";
import { migrate } from "../src/platform/database/migrate.ts";
import { createPool } from "../src/platform/database/pool.ts";
import { dumpSchema } from "./dump-schema.ts";
import { tableTypes } from "./table-types.ts";

const DATA_DIR = await mkdtemp(join(tmpdir(), "muster-generate-"));
try {
  await generateTables();
  await generateContract();
} finally {
  await rm(DATA_DIR, { recursive: true });
}

async function generateTables(): Promise<void> {
  const server = await startEmbedded(DATA_DIR);
  const pool = createPool(server.connection);
  try {
    await migrate(pool);
    await write("migrations/schema.sql", await dumpSchema(pool));
    await write("migrations/tables.ts", await tableTypes(pool));
  } finally {
    await pool.end();
    await server.stop();
  }
}

/** What it imports needs the tables, of which a new one is only now described. */
async function generateContract(): Promise<void> {
  const { startService } = await import("../src/service/service.ts");
  const { clientTypes } = await import("./client-types.ts");
  const { consoleBodies } = await import("./console-bodies.ts");
  const { eventCatalogue } = await import("./event-catalogue.ts");
  const { eventSchemas } = await import("./event-schemas.ts");
  const { limitsPage } = await import("./limits-page.ts");
  const { problemsPage } = await import("./problems-page.ts");
  // The address of a service that is started without settings, as the committed document names it.
  const PUBLIC_URL = "http://127.0.0.1:3000";
  const config = loadConfig({ DATA_DIR, PUBLIC_URL, PORT: "0" });
  const service = await startService({ config, log: pino({ level: "silent" }) });
  try {
    const openapi = `${JSON.stringify(service.app.swagger(), undefined, 2)}\n`;
    await write("openapi.json", openapi);
    await write("clients/typescript/src/schema.d.ts", await clientTypes(JSON.parse(openapi)));
    await write("console/src/generated/bodies.ts", consoleBodies(JSON.parse(openapi)));
    await write("docs/events.md", eventCatalogue());
    await write("test/domain/event-schemas.json", eventSchemas());
    await write("docs/limits.md", limitsPage());
    await write("docs/problems.md", problemsPage());
  } finally {
    await service.stop();
  }
}

async function write(path: string, content: string): Promise<void> {
  await writeFile(path, content);
  process.stdout.write(`wrote ${path}\n`);
}
