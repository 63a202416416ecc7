/** `npm run generate`: writes the committed files that are generated from the code. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { loadConfig } from "../src/platform/config.ts";
import { dumpSchema } from "./dump-schema.ts";
import { startService } from "../src/service/service.ts";
import { clientTypes } from "./client-types.ts";
import { eventCatalogue } from "./event-catalogue.ts";
import { limitsPage } from "./limits-page.ts";
import { problemsPage } from "./problems-page.ts";
import { tableTypes } from "./table-types.ts";

const DATA_DIR = await mkdtemp(join(tmpdir(), "muster-generate-"));
// The address of a service that is started without settings, as the committed document names it.
const PUBLIC_URL = "http://127.0.0.1:3000";
const config = loadConfig({ DATA_DIR, PUBLIC_URL, PORT: "0" });
const service = await startService({ config, log: pino({ level: "silent" }) });
try {
  await write("migrations/schema.sql", await dumpSchema(service.services.pool));
  await write("migrations/tables.ts", await tableTypes(service.services.pool));
  const openapi = `${JSON.stringify(service.app.swagger(), undefined, 2)}\n`;
  await write("openapi.json", openapi);
  await write("clients/typescript/src/schema.d.ts", await clientTypes(JSON.parse(openapi)));
  await write("docs/events.md", eventCatalogue());
  await write("docs/limits.md", limitsPage());
  await write("docs/problems.md", problemsPage());
} finally {
  await service.stop();
  await rm(DATA_DIR, { recursive: true });
}

async function write(path: string, content: string): Promise<void> {
  await writeFile(path, content);
  process.stdout.write(`wrote ${path}\n`);
}
