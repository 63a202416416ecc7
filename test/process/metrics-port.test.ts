/** METRICS_PORT: a separate listener of a real process. */
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeDataDir, spawnService, startService, temporaryDataDir } from "../support/process.ts";

let dataDir: string;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
});

afterAll(() => removeDataDir(dataDir));

test("metrics are served on their own port, and not on the API's", async () => {
  const service = await startService(dataDir, { METRICS_PORT: "0" });
  try {
    const [, url = ""] = /"metricsUrl":"([^"]+)"/.exec(service.output()) ?? [];
    const answer = await fetch(`${url}/metrics`);
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).toMatch(/^muster_projection_position\{projection="directory"\} [1-9]/m);
    expect(text).toMatch(/^muster_projection_position\{projection="invitations"\} /m);
    expect((await service.call("GET", "/metrics")).status).toBe(404);
  } finally {
    expect(await service.end("SIGTERM")).toBe(0);
  }
});

test("a metrics port in use prevents the start, and the error names the variable", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const child = spawnService({ DATA_DIR: dataDir, PORT: "0", METRICS_PORT: String(port) });
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, "exit")) as [number | null];
  other.close();
  expect(code).toBe(1);
  expect(errors).toContain(`port ${port} is in use`);
  expect(errors).toContain("set METRICS_PORT to another one");
});
