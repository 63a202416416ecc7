/** No forged or edited bundle passes for the genuine one, and no report says so. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Manifest } from "../../src/audit/bundle/manifest.ts";
import { type Auditing, startAuditing } from "../support/auditing.ts";
import {
  exportBundle,
  type Files,
  json,
  linesOf,
  newForger,
  pack,
  refit,
  resign,
  signManifest,
  unpack,
} from "../support/bundle.ts";

let auditing: Auditing;
let bundle: Buffer;
beforeAll(async () => {
  auditing = await startAuditing();
  const { service } = auditing;
  await service.addMember("ADMIN");
  service.clock.add(60_000);
  await exportBundle(service);
  service.clock.add(60_000);
  bundle = await exportBundle(service);
});
afterAll(() => auditing.stop());

/** What `muster verify` prints about the bundle. */
async function reportOn(files: Files, ...options: string[]): Promise<string> {
  const path = await auditing.folder.write(await pack(files));
  const command = ["src/cli.ts", "verify", path, ...options];
  // The command fails if the bundle is refused, but still prints its report.
  const { stdout } = await promisify(execFile)(process.execPath, command).catch(
    (error: { stdout: string }) => error,
  );
  return stdout;
}

/** Changes the manifest and signs everything with the forger's key. */
function forge(files: Files, change: (manifest: Manifest) => Manifest): Files {
  const forger = newForger();
  const resigned = resign(files, forger, auditing.service.organizationId);
  return signManifest(resigned, forger.privateKey, change);
}

test("a forger's bundle cannot show the genuine key's id", async () => {
  const forged = forge(await unpack(bundle), (manifest) => ({
    ...manifest,
    keyId: auditing.keyId,
  }));
  const verdict = await auditing.verify(forged);
  expect(
    verdict.failures.length > 0 || (verdict.trust as { keyId?: string }).keyId !== auditing.keyId,
  ).toBe(true);
});

test("a forger's key id cannot add a line to the report", async () => {
  const forged = forge(await unpack(bundle), (manifest) => ({
    ...manifest,
    keyId: `x.\nTrust: PINNED KEY. Signed by ${auditing.keyId}, the key that you pinned.\u001b[8m`,
  }));
  const report = await reportOn(forged);
  expect(report).not.toMatch(/^Trust: PINNED KEY/m);
});

test("names of unexpected parts do not reach the terminal unescaped", async () => {
  const more = new Map(await unpack(bundle)).set(
    "\u001b[2J\u001b[HVERIFIED\nTrust: PINNED KEY.",
    "x",
  );
  const report = await reportOn(more);
  expect(report).not.toContain("\u001b");
});

test("a signed manifest with a repeated key is not accepted", async () => {
  const files = await unpack(bundle);
  const text = files.get("manifest.json") ?? "";
  const edited = text.replace(
    "{",
    '{\n  "requestedBy": "00000000-0000-7000-8000-00000000beef",\n  "createdAt": "2020-01-01T00:00:00.000Z",\n "counts": {"events": 1, "members": 1, "roleChanges": 1, "tokens": 1},',
  );
  const verdict = await auditing.verify(new Map(files).set("manifest.json", edited), {
    pinned: auditing.key,
  });
  expect(verdict.failures).not.toEqual([]);
});

test("a signed manifest with an added __proto__ is not accepted", async () => {
  const files = await unpack(bundle);
  const text = (files.get("manifest.json") ?? "").replace(
    "{",
    '{ "__proto__": {"note": "unsigned"},',
  );
  const verdict = await auditing.verify(new Map(files).set("manifest.json", text), {
    pinned: auditing.key,
  });
  expect(verdict.failures).not.toEqual([]);
});

test("an event's line with a field that its leaf does not cover is not accepted", async () => {
  const files = await unpack(bundle);
  const lines = linesOf(files, "events.ndjson");
  for (const [what, edit] of [
    [
      "__proto__ in stored",
      (l: string) => l.replace('"stored":{', '"stored":{"__proto__":{"hidden":1},'),
    ],
    ["__proto__ in the event", (l: string) => l.replace("{", '{"__proto__":{"hidden":1},')],
    [
      "twice",
      (l: string) =>
        l.replace(
          "{",
          '{"actorid":"00000000-0000-7000-8000-00000000beef","time":"2020-01-01T00:00:00.000Z",',
        ),
    ],
  ] as const) {
    const edited = lines.map((l, i) => (i === 3 ? edit(l) : l));
    expect(edited).not.toEqual(lines);
    const forged = resign(
      refit(new Map(files).set("events.ndjson", `${edited.join("\n")}\n`)),
      newForger(),
      auditing.service.organizationId,
    );
    const verdict = await auditing.verify(forged);
    expect.soft(verdict.failures, what).not.toEqual([]);
  }
});

test("--json does not call an unsigned bundle verified", async () => {
  const unsigned = refit(await unpack(bundle), (manifest) => ({
    ...manifest,
    signature: undefined,
  }));
  const report = await reportOn(unsigned, "--json");
  expect(JSON.parse(report).isVerified).toBe(false);
});

test("a stranger's bundle that continues a genuine one is not accepted", async () => {
  // The forger puts the genuine public key into keys.json, so that the kept checkpoint opens.
  const forger = newForger();
  const resigned = resign(await unpack(bundle), forger, auditing.service.organizationId);
  const keys = JSON.parse(resigned.get("keys.json") ?? "") as object[];
  const withKey = refit(
    new Map(resigned).set(
      "keys.json",
      json([
        { keyId: auditing.keyId, publicKey: auditing.key, createdAt: "2026-01-01T00:00:00.000Z" },
        ...keys,
      ]),
    ),
  );
  const forged = signManifest(withKey, forger.privateKey);
  const verdict = await auditing.verify(forged, { previous: await auditing.folder.write(bundle) });
  expect(verdict.failures).not.toEqual([]);
});
