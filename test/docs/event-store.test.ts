/** The script in docs/event-store.md runs, and sets the rights that the page promises. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startStandIn } from "../support/esdb-server/server.ts";

test("the script gives Muster's user the rights to read and append, and nobody else any", async () => {
  const page = await readFile("docs/event-store.md", "utf8");
  const script = /<<'END'\n([^]*?)\n +END\n/.exec(page)?.[1] ?? "";
  const server = await startStandIn();
  try {
    const { stderr } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "--eval", script],
      { env: { ...process.env, ADMIN_URL: server.connectionString } },
    );
    expect(stderr).toBe("");
  } finally {
    await server.stop();
  }
  const dataOf = (stream: string) => {
    const written = server.log.read(stream);
    expect(written).toHaveLength(1);
    return JSON.parse(Buffer.from(written[0]?.data ?? []).toString("utf8"));
  };
  const [both, admins] = [["muster", "$admins"], "$admins"];
  expect(dataOf("$$$all")).toEqual({ $acl: { $r: both } });
  expect(dataOf("$settings")).toEqual({
    $userStreamAcl: { $r: both, $w: both, $d: admins, $mr: admins, $mw: admins },
    $systemStreamAcl: { $r: admins, $w: admins, $d: admins, $mr: admins, $mw: admins },
  });
});
