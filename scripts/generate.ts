/** `npm run generate`: makes the committed files that are derived from the program. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dumpSchema } from "../src/database/dump-schema.ts";
import { startEmbedded } from "../src/database/embedded.ts";
import { migrate } from "../src/database/migrate.ts";
import { createPool } from "../src/database/pool.ts";

const dataDir = await mkdtemp(join(tmpdir(), "muster-generate-"));
const server = await startEmbedded(dataDir);
const pool = createPool(server.connection);
try {
  await migrate(pool);
  await write("migrations/schema.sql", await dumpSchema(pool));
} finally {
  await pool.end();
  await server.stop();
  await rm(dataDir, { recursive: true });
}

async function write(path: string, content: string): Promise<void> {
  await writeFile(path, content);
  process.stdout.write(`wrote ${path}\n`);
}
