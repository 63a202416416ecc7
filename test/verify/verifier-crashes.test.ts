/** Whatever a bundle contains, the verifier returns a verdict: it never throws, hangs or reads without end. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseCloudEventLine } from "../../src/audit/cloud-event.ts";
import { leafHash, treeOf } from "../../src/audit/merkle.ts";
import { checkpointText, originOf, signNote } from "../../src/audit/note.ts";
import { canonicalRecord } from "../../src/audit/record.ts";
import { type Auditing, startAuditing } from "../support/auditing.ts";
import {
  exportBundle,
  type Files,
  linesOf,
  newForger,
  pack,
  refit,
  resign,
  unpack,
} from "../support/bundle.ts";
import { effort } from "../support/effort.ts";

let auditing: Auditing;
let bundle: Buffer;
beforeAll(async () => {
  auditing = await startAuditing();
  const { service, asOwner } = auditing;
  const { userId } = await service.addMember("ADMIN");
  const { body: solution } = await asOwner("POST", "/solutions", { name: "s", title: "S" });
  await asOwner("PUT", `/members/${userId}/solutions/${solution.solutionId}`);
  const token = await service.signIn(service.ownerId);
  await service.call("POST", "/v1/users/me/tokens", { token, body: { name: "t" } });
  bundle = await exportBundle(service);
});
afterAll(() => auditing.stop());

/** Makes root, checkpoint, manifest and signature fit the lines. */
function forgeAll(files: Files, lines: string[]): Files {
  const forger = newForger();
  const tree = treeOf();
  for (const line of lines)
    tree.append(leafHash(canonicalRecord(parseCloudEventLine(line).record)));
  const origin = originOf(auditing.service.organizationId);
  const head = { size: lines.length, root: tree.root() };
  const changed = new Map(files)
    .set("events.ndjson", `${lines.join("\n")}\n`)
    .set(
      "checkpoint.txt",
      signNote(checkpointText({ origin, ...head }), origin, forger.privateKey, forger.raw),
    );
  return resign(
    refit(changed, (manifest) => ({ ...manifest, root: head.root.toString("base64") })),
    forger,
    auditing.service.organizationId,
  );
}

type Line = { type: string; data: { stored: Record<string, unknown> } } & Record<string, unknown>;
const edits: Record<string, (e: Line) => void> = {
  "scopes that are a text": (e) => {
    if (e.type === "muster.TokenIssued") e.data.stored["scopes"] = "all";
  },
  "scopes that are an object": (e) => {
    if (e.type === "muster.TokenIssued") e.data.stored["scopes"] = { join: 1 };
  },
  "a role that is an object": (e) => {
    if (e.type === "muster.MemberInvited") e.data.stored["role"] = { a: 1 };
  },
  "a role that nobody has": (e) => {
    if (e.type === "muster.MemberInvited") e.data.stored["role"] = "EMPEROR";
  },
  "a granter that is null": (e) => {
    if (e.type === "muster.MemberInvited") e.data.stored["grantedBy"] = null;
  },
  "no solution": (e) => {
    if (e.type === "muster.SolutionAssigned") delete e.data.stored["solutionId"];
  },
  "a solution named __proto__": (e) => {
    if (e.type === "muster.SolutionAssigned") e.data.stored["solutionId"] = "__proto__";
  },
  "a lease that is a number": (e) => {
    if (e.type === "muster.TokenIssued") e.data.stored["leaseExpiresAt"] = 1e308;
  },
  "no such time": (e) => {
    if (e.type === "muster.OrgRoleChanged" || e.type === "muster.InviteAccepted")
      e["time"] = "9999-99-99T99:99:99.999Z";
  },
  "a stranger's stream": (e) => {
    if (e.type === "muster.InviteAccepted")
      e["stream"] =
        "member-00000000-0000-7000-8000-00000000beef.00000000-0000-7000-8000-00000000beef";
  },
  "an old schema version": (e) => {
    if (e.type === "muster.MemberFounded") e["schemaversion"] = 1;
  },
  "schema version 0": (e) => {
    if (e.type === "muster.InviteAccepted") e["schemaversion"] = 0;
  },
};

test.each(Object.entries(edits))(
  "an event with %s does not make the verifier throw",
  async (_, edit) => {
    const files = await unpack(bundle);
    const lines = linesOf(files, "events.ndjson").map((line) => {
      const e = JSON.parse(line) as Line;
      edit(e);
      return JSON.stringify(e);
    });
    expect(lines.join("\n")).not.toBe(linesOf(files, "events.ndjson").join("\n"));
    let forged: Files;
    try {
      forged = forgeAll(files, lines);
    } catch {
      return; // such a bundle cannot be made
    }
    const verdict = await auditing.verify(forged).catch((error: Error) => error);
    expect(verdict).not.toBeInstanceOf(Error);
  },
);

test("a part that unpacks to hundreds of megabytes is not read to its end", async () => {
  const bomb = new Map(await unpack(bundle)).set("access-review.csv", "0".repeat(300_000_000));
  const zip = await pack(bomb);
  spoilEnd(zip, "access-review.csv");
  const verdict = await auditing.verify(zip, { pinned: auditing.key });
  // Reading to the end would give "file-damaged".
  expect(verdict.failures.map(({ name }) => name)).toEqual(["file-changed"]);
});

/** Overwrites the end of a part's compressed bytes. */
function spoilEnd(zip: Buffer, name: string): void {
  const entry = zip.lastIndexOf(name) - 46;
  const bytes = zip.readUInt32LE(entry + 20);
  const local = zip.readUInt32LE(entry + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  zip.fill(0xff, start + bytes - 1000, start + bytes);
}

test("a bit flipped anywhere in the zip's structure does not make the verifier throw", async () => {
  const directory = bundle.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  expect(directory).toBeGreaterThan(0);
  const places = [...bundle.keys()].filter((at) => at < 30 || at >= directory);
  const thrown: string[] = [];
  // An odd step reaches odd and even places, so both kinds of flips are tried.
  const step = effort(23, 1);
  for (const at of places.filter((_, index) => index % step === 0)) {
    const flipped = Buffer.from(bundle);
    flipped[at] = (flipped[at] ?? 0) ^ (at % 2 === 0 ? 0xff : 1);
    await auditing
      .verify(flipped, { pinned: auditing.key })
      .catch((error: Error) => thrown.push(`at ${at}: ${error.name}: ${error.message}`));
  }
  expect(thrown).toEqual([]);
});
