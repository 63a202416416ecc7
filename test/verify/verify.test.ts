/**
 * The offline verifier refuses each kind of damage under its own name, even if the forger makes everything
 * else match.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Manifest } from "../../src/audit/bundle/manifest.ts";
import type { FailureName } from "../../packages/verify/src/failures.ts";
import { trustLine } from "../../packages/verify/src/report.ts";
import { signingKeyId } from "../../src/audit/note.ts";
import { type Auditing, startAuditing } from "../support/auditing.ts";
import type { TestService } from "../support/http.ts";
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
  rewriteAsOperator,
  unpack,
  withLines,
} from "../support/bundle.ts";

let auditing: Auditing;
let service: TestService;
let folder: Folder;
let key: string;
let verify: Auditing["verify"];
let first: Buffer;
let second: Buffer;
/** A bundle of another organization of the same service. */
let foreign: Files;

beforeAll(async () => {
  auditing = await startAuditing();
  ({ service, folder, key, verify } = auditing);
  const { asOwner } = auditing;
  const ada = await service.addMember("ADMIN");
  const { body: solution } = await asOwner("POST", "/solutions", {
    name: "one",
    title: "One",
    description: "with a line\u2028break that is none",
  });
  await asOwner("PUT", `/members/${ada.userId}/solutions/${solution.solutionId}`);
  await service.call("POST", "/v1/users/me/tokens", {
    token: await service.signIn(service.ownerId),
    body: { name: "token" },
  });
  service.clock.add(60_000);
  first = await exportBundle(service);
  service.clock.add(60_000);
  const bob = await service.addMember("USER");
  await asOwner("PATCH", `/members/${bob.userId}`, { userRole: "CREATOR" });
  await asOwner("POST", `/members/${ada.userId}/disable`);
  const { solutionId } = solution;
  const carl = await service.addMember("USER", { solutions: [{ solutionId }] });
  await asOwner("DELETE", `/members/${carl.userId}`);
  await asOwner("DELETE", `/solutions/${solution.solutionId}`);
  second = await exportBundle(service);
  const { body: other } = await service.call("POST", "/v1/organizations", {
    token: await service.signIn(service.ownerId),
    body: { name: "Other" },
  });
  const otherService = { ...service, organizationId: other.organizationId };
  foreign = await unpack(await exportBundle(otherService));
});

afterAll(() => auditing.stop());

const names = (verdict: { failures: readonly { name: FailureName }[] }) =>
  verdict.failures.map(({ name }) => name);

describe("an untouched bundle", () => {
  test("is verified, and the trust lines for a pinned, an embedded and no key differ", async () => {
    const pinned = await verify(second, { pinned: key });
    expect(pinned.failures).toEqual([]);
    expect(pinned.trust.kind).toBe("PINNED");
    const embedded = await verify(second);
    expect(embedded).toMatchObject({ failures: [], trust: { kind: "EMBEDDED" } });
    const unsigned = refit(await unpack(second), (manifest) => ({
      ...manifest,
      signature: undefined,
    }));
    const nobodys = await verify(unsigned);
    expect(nobodys).toMatchObject({ failures: [], trust: { kind: "UNSIGNED" } });
    expect(names(await verify(unsigned, { pinned: key }))).toEqual(["key-mismatch"]);
    const lines = [pinned, embedded, nobodys].map(({ trust }) => trustLine(trust));
    expect(new Set(lines.map((line) => line.slice(0, 14))).size).toBe(3);
  });

  test("extends the previous one, which its own proof shows too", async () => {
    const previous = await folder.write(first);
    expect(await verify(second, { pinned: key, previous })).toMatchObject({ failures: [] });
    const note = (await unpack(first)).get("checkpoint.txt") ?? "";
    expect(await verify(second, { previous: await folder.write(note) })).toMatchObject({
      failures: [],
    });
    const manifest = JSON.parse((await unpack(second)).get("manifest.json") ?? "") as Manifest;
    const before = JSON.parse((await unpack(first)).get("manifest.json") ?? "") as Manifest;
    expect(manifest.previous).toEqual({ size: before.range.last, root: before.root });
  });

  test("has the tables that the service shows", async () => {
    const files = await unpack(second);
    const { createdAt } = JSON.parse(files.get("manifest.json") ?? "") as Manifest;
    const shown = await service.app.inject({
      url: `/v1/organizations/${service.organizationId}/access-review?at=${createdAt}`,
      headers: {
        authorization: `Bearer ${await service.signIn(service.ownerId)}`,
        accept: "text/csv",
      },
    });
    expect(files.get("access-review.csv")).toBe(shown.body);
    expect(files.get("tokens.csv")).not.toMatch(/digest|secret|mst_/);
    expect(linesOf(files, "role-changes.csv").length).toBeGreaterThan(8);
  });

  test("`to` cuts the log at that time; `from` narrows only the role changes", async () => {
    const { createdAt, range } = JSON.parse(
      (await unpack(first)).get("manifest.json") ?? "",
    ) as Manifest;
    const to = new Date(Date.parse(createdAt) + 30_000).toISOString();
    const earlier = await exportBundle(service, `&to=${to}`);
    const verdict = await verify(earlier, { pinned: key });
    expect(verdict.failures).toEqual([]);
    expect(verdict.range?.last).toBe(range.last + 1); // the first export itself
    const later = await exportBundle(service, `&from=${to}`);
    const narrowed = await verify(later, { pinned: key });
    expect(narrowed.failures).toEqual([]);
    expect(narrowed.range?.first).toBe(1);
    const all = linesOf(await unpack(second), "role-changes.csv");
    const rows = linesOf(await unpack(later), "role-changes.csv");
    expect(rows.length).toBeLessThan(all.length);
    expect(all).toEqual(expect.arrayContaining(rows));
  });
});

/** A change to the files of a bundle, and the failures that must be reported. */
interface Damage {
  readonly change: (files: Files) => Files;
  /** If nothing else is made to match. */
  readonly plain: readonly FailureName[];
  /** If the forger signs everything again, and no key is pinned. */
  readonly forged: readonly FailureName[];
}

const onEvents =
  (change: (lines: string[]) => string[]) =>
  (files: Files): Files =>
    withLines(files, "events.ndjson", change(linesOf(files, "events.ndjson")));

const onFile =
  (name: string, change: (text: string) => string) =>
  (files: Files): Files =>
    new Map(files).set(name, change(files.get(name) ?? ""));

const damages: Record<string, Damage> = {
  "a flipped bit": {
    change: onEvents(([one = "", ...rest]) => [
      one.replace('"revision":0', '"revision":1'),
      ...rest,
    ]),
    plain: ["file-changed", "events-altered"],
    forged: ["events-altered"],
  },
  "a dropped event": {
    change: onEvents((lines) => lines.toSpliced(3, 1)),
    plain: ["file-changed", "events-missing"],
    forged: ["events-missing"],
  },
  "an inserted event": {
    change: onEvents((lines) => lines.toSpliced(3, 0, lines[2] ?? "")),
    plain: ["file-changed", "events-inserted"],
    forged: ["events-inserted"],
  },
  "two swapped events": {
    change: onEvents((lines) => lines.toSpliced(3, 2, lines[4] ?? "", lines[3] ?? "")),
    plain: ["file-changed", "events-out-of-order"],
    forged: ["events-out-of-order"],
  },
  "a cut-off end": {
    change: onEvents((lines) => lines.slice(0, -2)),
    plain: ["file-changed", "events-truncated"],
    forged: ["events-truncated"],
  },
  "a line that is not an event": {
    change: onEvents((lines) => lines.toSpliced(2, 1, "{}")),
    plain: ["file-changed", "event-malformed"],
    forged: ["event-malformed"],
  },
  "an event of an unknown type": {
    change: onEvents((lines) =>
      lines.map((line) => line.replace("muster.OrganizationFounded", "muster.Forged")),
    ),
    plain: ["file-changed", "event-unknown"],
    forged: ["event-unknown"],
  },
  "another person's name": {
    change: onEvents((lines) => lines.map((line) => line.replace("person-1", "mallory"))),
    plain: ["file-changed", "personal-data-altered"],
    forged: ["personal-data-altered"],
  },
  "an event of another organization": {
    change: onEvents((lines) => lines.toSpliced(0, 1, linesOf(foreign, "events.ndjson")[0] ?? "")),
    plain: ["file-changed", "organization-mismatch"],
    forged: ["organization-mismatch"],
  },
  "another access review": {
    change: onFile("access-review.csv", (text) => text.replace("CREATOR", "OWNER")),
    plain: ["file-changed", "access-review-differs"],
    forged: ["access-review-differs"],
  },
  "other role changes": {
    change: onFile("role-changes.csv", (text) => text.replace("CREATOR", "OWNER")),
    plain: ["file-changed", "role-changes-differ"],
    forged: ["role-changes-differ"],
  },
  "other tokens": {
    change: onFile("tokens.csv", (text) => text.replace("2026", "2027")),
    plain: ["file-changed", "tokens-differ"],
    forged: ["tokens-differ"],
  },
  "a consistency proof of something else": {
    change: onFile("consistency.json", (text) => {
      const proof = JSON.parse(text) as { hashes: string[] };
      return json({ ...proof, hashes: proof.hashes.toReversed() });
    }),
    plain: ["file-changed", "consistency-proof-invalid"],
    forged: ["consistency-proof-invalid"],
  },
};

describe("damage is refused under its own name", () => {
  test.each(Object.entries(damages))("%s", async (_, { change, plain, forged }) => {
    const files = await unpack(second);
    const damaged = change(files);
    expect(damaged).not.toEqual(files);
    expect(names(await verify(damaged)).toSorted()).toEqual([...plain].toSorted());
    const resigned = resign(damaged, newForger(), service.organizationId);
    expect(names(await verify(resigned)).toSorted()).toEqual([...forged].toSorted());
    // A pinned key exposes every forgery.
    expect(names(await verify(resigned, { pinned: key }))).toContain("key-mismatch");
  });

  test("an edited manifest is refused", async () => {
    const edited = onFile("manifest.json", (text) =>
      text.replace(service.ownerId, "00000000-0000-7000-8000-00000000beef"),
    )(await unpack(second));
    for (const options of [{}, { pinned: key }]) {
      const verdict = await verify(edited, options);
      expect(names(verdict)).toEqual(["signature-invalid"]);
      expect(verdict.trust.kind).toBe("REFUSED");
    }
    const counted = refit(await unpack(second), (manifest) => ({
      ...manifest,
      counts: { ...manifest.counts, members: 99 },
    }));
    const resigned = resign(counted, newForger(), service.organizationId);
    expect(names(await verify(resigned))).toEqual(["counts-mismatch"]);
    const strange = new Map(await unpack(second)).set("manifest.json", "{}");
    expect(names(await verify(strange))).toEqual(["manifest-invalid"]);
  });

  test("a bundle signed again with another key is refused if a key is pinned", async () => {
    const resigned = resign(await unpack(second), newForger(), service.organizationId);
    expect(await verify(resigned)).toMatchObject({ failures: [], trust: { kind: "EMBEDDED" } });
    expect(names(await verify(resigned, { pinned: key }))).toEqual(["key-mismatch"]);
    // Even if the bundle lists the pinned key, but another one signed.
    const keys = [
      {
        keyId: signingKeyId(Buffer.from(key, "base64")),
        publicKey: key,
        createdAt: "2026-01-01T00:00:00.000Z",
      },
      ...(JSON.parse(resigned.get("keys.json") ?? "") as object[]),
    ];
    const claimed = new Map(resigned).set("keys.json", json(keys));
    expect(names(await verify(claimed, { pinned: key }))).toEqual(
      expect.arrayContaining(["key-mismatch", "succession-invalid"]),
    );
  });

  test("two spliced exports are refused", async () => {
    const [older, newer] = [await unpack(first), await unpack(second)];
    const events = older.get("events.ndjson") ?? "";
    const shorter = new Map(newer).set("events.ndjson", events);
    expect(names(await verify(shorter))).toEqual(["file-changed", "events-truncated"]);
    const checkpoint = new Map(newer).set("checkpoint.txt", older.get("checkpoint.txt") ?? "");
    expect(names(await verify(checkpoint))).toEqual(["file-changed", "checkpoint-mismatch"]);
    const alien = new Map(newer).set("checkpoint.txt", foreign.get("checkpoint.txt") ?? "");
    expect(names(await verify(alien))).toEqual(["file-changed", "checkpoint-invalid"]);
    const other = new Map(newer).set("events.ndjson", foreign.get("events.ndjson") ?? "");
    expect(names(await verify(other))).toEqual(
      expect.arrayContaining(["organization-mismatch", "events-truncated"]),
    );
  });

  test("a rollback, or a log that does not match the auditor's checkpoint, is refused", async () => {
    const previous = await folder.write(second);
    expect(await verify(first, { pinned: key })).toMatchObject({ failures: [] });
    expect(names(await verify(first, { pinned: key, previous }))).toEqual(["rolled-back"]);
    const manifest = JSON.parse(foreign.get("manifest.json") ?? "") as Manifest;
    const kept = await folder.write(await pack(foreign));
    expect(manifest.organizationId).not.toBe(service.organizationId);
    expect(names(await verify(second, { previous: kept }))).toEqual(["previous-of-another-log"]);
    const older = await folder.write(first);
    const resigned = resign(await unpack(second), newForger(), service.organizationId);
    expect(names(await verify(resigned, { previous: older }))).toEqual(["previous-invalid"]);
    expect(names(await verify(second, { previous: await folder.write("nothing") }))).toEqual([
      "previous-invalid",
    ]);
  });

  test("an operator with the signing key cannot rewrite the log unnoticed", async () => {
    const rewritten = await rewriteAsOperator(await unpack(second), service);
    const { trust, ...verdict } = await verify(rewritten, { pinned: key });
    expect(trust.kind).toBe("PINNED");
    const expected = ["recorded-export-mismatch", "consistency-proof-invalid"];
    expect(names(verdict)).toEqual(expected);
    const previous = await folder.write(first);
    expect(names(await verify(rewritten, { pinned: key, previous }))).toEqual([
      "history-rewritten",
      ...expected,
    ]);
  });

  test("a bundle that omits the previous export is refused if the log recorded one", async () => {
    const files = await unpack(second);
    files.delete("consistency.json");
    const without = refit(files, (manifest) => {
      const { previous: _, ...rest } = manifest;
      const { "consistency.json": __, ...others } = rest.files;
      return { ...rest, files: others };
    });
    const forged = resign(without, newForger(), service.organizationId);
    expect(names(await verify(forged))).toEqual(["consistency-proof-invalid"]);
  });

  test("missing and unexpected files and a damaged or cut-off zip are refused", async () => {
    const files = await unpack(second);
    for (const name of files.keys()) {
      const without = new Map(files);
      without.delete(name);
      expect(names(await verify(without)), name).toEqual(["file-missing"]);
    }
    const more = new Map(files).set("more.txt", "more");
    expect(names(await verify(more))).toEqual(["file-unexpected"]);
    const cut = second.subarray(0, second.length - 100);
    expect(names(await verify(cut))).toEqual(["not-a-bundle"]);
    expect(names(await verify(Buffer.from("nothing")))).toEqual(["not-a-bundle"]);
    const flipped = Buffer.from(second);
    const at = flipped.indexOf("events.ndjson") + 200;
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    // The failure depends on where in the compressed bytes the flip falls.
    expect(["file-damaged", "file-changed"]).toContain(names(await verify(flipped))[0]);
  });
});

describe("a replaced key", () => {
  test("is trusted through the endorsement of each successor", async () => {
    const { signer } = service.services;
    const before = await exportBundle(service);
    service.clock.add(1000);
    const next = await signer.rotate();
    service.clock.add(1000);
    await signer.rotate();
    const after = await exportBundle(service);
    const verdict = await verify(after, { pinned: key, previous: await folder.write(before) });
    expect(verdict).toMatchObject({ failures: [], trust: { kind: "PINNED", successions: 2 } });
    expect(await verify(before, { pinned: key })).toMatchObject({ trust: { successions: 0 } });
    // A successor does not vouch for what its predecessors signed.
    expect(names(await verify(before, { pinned: next.publicKey }))).toEqual(["key-mismatch"]);
    const forged = JSON.parse((await unpack(after)).get("keys.json") ?? "") as {
      endorsement?: string;
    }[];
    const unnamed = forged.map((each) => ({ ...each, endorsement: undefined }));
    const files = new Map(await unpack(after)).set("keys.json", json(unnamed));
    expect(names(await verify(files, { pinned: key }))).toEqual(
      expect.arrayContaining(["succession-invalid", "key-mismatch", "file-changed"]),
    );
  });
});
