/** The export of a long log as a bundle, and `muster verify` of that bundle. */
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { openCluster } from "../cluster.ts";
import { download, verifyBundle, waitForLog, writeLongLog } from "../long-log.ts";
import { watchMemory } from "../memory.ts";
import { allFolded } from "../muster.ts";
import type { Prepare } from "../systems.ts";

/** BENCH_ENTRIES is for trying it. */
const entries = Number(process.env["BENCH_ENTRIES"] ?? 1_000_000);

export const exports: Prepare = async ({ rig }) => {
  const cluster = await openCluster("export", await rig.createDatabase("bench_export"), 0);
  rig.beforeEnd(() => cluster.close());
  await cluster.withStores((stores) => writeLongLog(stores, cluster, entries / 10));
  const service = await cluster.startInstance();
  rig.beforeEnd(() => service.stop());
  const { size } = await cluster.withStores(waitForLog);
  await allFolded(service.url);
  await cluster.pool.query("vacuum analyze");
  const { rows } = await cluster.pool.query<{ public_key: string }>(
    "select public_key from signing_keys",
  );
  const [{ public_key: key } = { public_key: "" }] = rows;
  const url = `${service.url}/v1/organizations/${cluster.organizationId}/export?format=bundle`;
  const headers = { authorization: `Bearer ${cluster.sessionToken}` };
  const bundle = join(rig.folder, "bundle.zip");
  const measureExport = async () => {
    const memory = watchMemory(service.pid ?? 0);
    const seconds = await download(url, headers, createWriteStream(bundle));
    return { value: size / seconds, memory: memory.end() };
  };
  await measureExport();
  return {
    entries: [
      { case: "bundle export", unit: "entries/s", system: "Muster", measure: measureExport },
      {
        case: "muster verify",
        unit: "entries/s",
        system: "Muster",
        async measure() {
          const { seconds, memory } = await verifyBundle(bundle, key);
          return { value: size / seconds, memory };
        },
      },
    ],
  };
};
