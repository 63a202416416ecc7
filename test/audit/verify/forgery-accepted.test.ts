/** The offline verifier must not accept forged or edited bundles, nor refuse untouched ones. */
import { execFile } from "node:child_process";
import { open, truncate } from "node:fs/promises";
import { sign } from "node:crypto";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Manifest, signedBytes } from "../../../src/audit/bundle/manifest.ts";
import { verifyBundle, type VerifyOptions } from "../../../src/audit/verify/verify.ts";
import { ownerRun, startTestService, type TestService } from "../../support/http.ts";
import { beginExport, contentOf } from "../../../src/commands/audit/export-log.ts";
import { buffer } from "node:stream/consumers";
import {
  exportBundle,
  type Files,
  type Folder,
  json,
  linesOf,
  newForger,
  pack,
  refit,
  resign,
  temporaryFolder,
  unpack,
} from "../../support/bundle.ts";

let service: TestService;

let folder: Folder;
let key: string;
let keyId: string;
let bundle: Buffer;

beforeAll(async () => {
  folder = await temporaryFolder();
  service = await startTestService();
  const item = (await service.call("GET", "/v1/keys")).body.items[0];
  key = item.publicKey;
  keyId = item.keyId;
  await service.addMember("ADMIN");
  service.clock.add(60_000);
  await exportBundle(service);
  service.clock.add(60_000);
  bundle = await exportBundle(service);
});
afterAll(async () => {
  await service.stop();
  await folder.remove();
});

async function verify(input: Buffer | Files, options: VerifyOptions = {}) {
  return verifyBundle(
    await folder.write(input instanceof Map ? await pack(input) : input),
    options,
  );
}
async function cli(input: Buffer | Files, ...more: string[]) {
  const path = await folder.write(input instanceof Map ? await pack(input) : input);
  const cliPath = "src/cli.ts";
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [
      cliPath,
      "verify",
      path,
      ...more,
    ]);
    return { code: 0, stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, stdout };
  }
}
/** Changes the manifest, then signs the bundle with the forger's key. */
function forge(files: Files, change: (manifest: Manifest) => Manifest): Files {
  const forger = newForger();
  const resigned = resign(files, forger, service.organizationId);
  const manifest = change(JSON.parse(resigned.get("manifest.json") ?? "") as Manifest);
  const signature = sign(null, signedBytes(manifest), forger.privateKey).toString("base64");
  return new Map(resigned).set("manifest.json", json({ ...manifest, signature }));
}

describe("a forged or edited bundle must not pass", () => {
  test("a forged bundle cannot show the genuine key's id", async () => {
    const forged = forge(await unpack(bundle), (manifest) => ({ ...manifest, keyId }));
    const verdict = await verify(forged);
    expect(
      verdict.failures.length > 0 || (verdict.trust as { keyId?: string }).keyId !== keyId,
    ).toBe(true);
  });

  test("a forged key id cannot add a line to the report", async () => {
    const forged = forge(await unpack(bundle), (manifest) => ({
      ...manifest,
      keyId: `x.\nTrust: PINNED KEY. Signed by ${keyId}, the key that you pinned.\u001b[8m`,
    }));
    const { stdout } = await cli(forged);
    expect(stdout).not.toMatch(/^Trust: PINNED KEY/m);
  });

  test("names of unexpected files do not reach the terminal unescaped", async () => {
    const more = new Map(await unpack(bundle)).set(
      "\u001b[2J\u001b[HVERIFIED\nTrust: PINNED KEY.",
      "x",
    );
    const { stdout } = await cli(more);
    expect(stdout).not.toContain("\u001b");
  });

  test("a manifest with duplicate members is refused", async () => {
    const files = await unpack(bundle);
    const text = files.get("manifest.json") ?? "";
    const edited = text.replace(
      "{",
      '{\n  "requestedBy": "00000000-0000-7000-8000-00000000beef",\n  "createdAt": "2020-01-01T00:00:00.000Z",\n "counts": {"events": 1, "members": 1, "roleChanges": 1, "tokens": 1},',
    );
    const verdict = await verify(new Map(files).set("manifest.json", edited), { pinned: key });
    expect(verdict.failures).not.toEqual([]);
  });

  test("a manifest with __proto__ is refused", async () => {
    const files = await unpack(bundle);
    const text = (files.get("manifest.json") ?? "").replace(
      "{",
      '{ "__proto__": {"note": "unsigned"},',
    );
    const verdict = await verify(new Map(files).set("manifest.json", text), { pinned: key });
    expect(verdict.failures).not.toEqual([]);
  });

  test("a line cannot have members that its leaf does not cover", async () => {
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
        service.organizationId,
      );
      const verdict = await verify(forged);
      expect.soft(verdict.failures, what).not.toEqual([]);
    }
  });

  test("--json cannot say isVerified for an unsigned bundle", async () => {
    const unsigned = refit(await unpack(bundle), (manifest) => ({
      ...manifest,
      signature: undefined,
    }));
    const { stdout } = await cli(unsigned, "--json");
    expect(JSON.parse(stdout).isVerified).toBe(false);
  });

  test("a stranger's bundle cannot extend a genuine previous one", async () => {
    // The forger lists the genuine public key, so that the kept checkpoint opens.
    const forger = newForger();
    const resigned = resign(await unpack(bundle), forger, service.organizationId);
    const keys = JSON.parse(resigned.get("keys.json") ?? "") as object[];
    const withKey = refit(
      new Map(resigned).set(
        "keys.json",
        json([{ keyId, publicKey: key, createdAt: "2026-01-01T00:00:00.000Z" }, ...keys]),
      ),
    );
    const manifest = JSON.parse(withKey.get("manifest.json") ?? "") as Manifest;
    const signature = sign(null, signedBytes(manifest), forger.privateKey).toString("base64");
    const forged = new Map(withKey).set("manifest.json", json({ ...manifest, signature }));
    const verdict = await verify(forged, { previous: await folder.write(bundle) });
    expect(verdict.failures).not.toEqual([]);
  });
});

describe("a damaged bundle never makes the verifier throw", () => {
  test("bits flipped anywhere in the zip's structure", async () => {
    const thrown = new Map<string, number>();
    let accepted = 0;
    let tried = 0;
    const central = bundle.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    const first = bundle.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    const places: number[] = [];
    for (let at = first; at < bundle.length; at += 1) places.push(at);
    for (let at = 0; at < 30; at += 1) places.push(at);
    expect(central).toBeGreaterThan(0);
    for (const at of places) {
      const flipped = Buffer.from(bundle);
      flipped[at] = (flipped[at] ?? 0) ^ (at % 2 === 0 ? 0xff : 1);
      tried += 1;
      try {
        const verdict = await Promise.race([
          verify(flipped, { pinned: key }),
          new Promise<never>((_, no) => setTimeout(() => no(new Error("HANGS")), 3000)),
        ]);
        if (verdict.failures.length === 0) accepted += 1;
      } catch (error) {
        const e = error as Error;
        const name = `${e.name}: ${e.message.slice(0, 80)}`;
        thrown.set(name, (thrown.get(name) ?? 0) + 1);
      }
    }
    expect([...thrown]).toEqual([]);
  }, 120_000);
});

describe("an untouched bundle must not be refused", () => {
  test("with a previous bundle of more than 2 GiB", async () => {
    // A hole before the zip makes a valid file of 2.2 GB that takes no disk space.
    const delta = 2_200_000_000;
    const moved = Buffer.from(bundle);
    const eocd = moved.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    let at = moved.readUInt32LE(eocd + 16);
    moved.writeUInt32LE(at + delta, eocd + 16);
    for (const count = { n: moved.readUInt16LE(eocd + 10) }; count.n > 0; count.n -= 1) {
      moved.writeUInt32LE(moved.readUInt32LE(at + 42) + delta, at + 42);
      at +=
        46 +
        moved.readUInt16LE(at + 28) +
        moved.readUInt16LE(at + 30) +
        moved.readUInt16LE(at + 32);
    }
    const path = await folder.write("PK");
    await truncate(path, delta);
    const file = await open(path, "r+");
    await file.write(moved, 0, moved.length, delta);
    await file.close();
    const itself = await verifyBundle(path, { pinned: key });
    expect(itself.failures).toEqual([]);
    const verdict = await verify(bundle, { pinned: key, previous: path });
    expect(verdict.failures).toEqual([]);
  }, 60_000);

  test("when the key is replaced while it is written", async () => {
    // The log is larger than the stream buffers, so that the reader sets the pace.
    const random = () =>
      Array.from({ length: 48_000 }, () => Math.floor(Math.random() * 36).toString(36)).join("");
    for (const language of [
      "de",
      "fr",
      "it",
      "es",
      "nl",
      "pl",
      "sv",
      "fi",
      "da",
      "cs",
      "pt",
      "ru",
    ]) {
      const { status } = await service.call(
        "PUT",
        `/v1/organizations/${service.organizationId}/invite-templates/${language}`,
        {
          token: await service.signIn(service.ownerId),
          body: { subject: "S", html: `<a href="{inviteLink}">x</a>${random()}` },
        },
      );
      expect(status).toBeLessThan(300);
    }
    const context = await ownerRun(service);
    const exported = await beginExport(context, {
      organizationId: service.organizationId,
      format: "bundle",
    });
    const stream = await contentOf(service.services, context, exported);
    await service.services.signer.rotate();
    const verdict = await verify(await buffer(stream), { pinned: key });
    expect(verdict.failures).toEqual([]);
  });

  test("when keys are replaced while the clock stands still or goes backwards", async () => {
    const { signer } = service.services;
    service.clock.add(1000);
    for (let n = 0; n < 3; n += 1) await signer.rotate();
    const still = await verify(await exportBundle(service), { pinned: key });
    expect.soft(still.failures).toEqual([]);
    service.clock.add(-500);
    await signer.rotate();
    const back = await verify(await exportBundle(service), { pinned: key });
    expect.soft(back.failures).toEqual([]);
  });
});
