/** The verifier answers a completely forged bundle with a verdict, never with an exception. */
import { sign } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Manifest, signedBytes } from "../../../src/audit/bundle/manifest.ts";
import { parseCloudEventLine } from "../../../src/audit/cloud-event.ts";
import { leafHash, treeOf } from "../../../src/audit/merkle.ts";
import { checkpointText, originOf, signNote } from "../../../src/audit/note.ts";
import { canonicalRecord } from "../../../src/audit/record.ts";
import { verifyBundle } from "../../../src/audit/verify/verify.ts";
import { startTestService, type TestService } from "../../support/http.ts";
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
let bundle: Buffer;
let key: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  service = await startTestService();
  key = (await service.call("GET", "/v1/keys")).body.items[0].publicKey;
  const { userId } = await service.addMember("ADMIN");
  const token = await service.signIn(service.ownerId);
  const o = `/v1/organizations/${service.organizationId}`;
  const { body: solution } = await service.call("POST", `${o}/solutions`, {
    token,
    body: { name: "s", title: "S" },
  });
  await service.call("PUT", `${o}/members/${userId}/solutions/${solution.solutionId}`, { token });
  await service.call("POST", "/v1/users/me/tokens", { token, body: { name: "t" } });
  bundle = await exportBundle(service);
});
afterAll(async () => {
  await service.stop();
  await folder.remove();
});

/** Makes root, checkpoint, manifest and signature match the lines. */
function forgeAll(files: Files, lines: string[]): Files {
  const forger = newForger();
  const tree = treeOf();
  for (const line of lines)
    tree.append(leafHash(canonicalRecord(parseCloudEventLine(line).record)));
  const origin = originOf(service.organizationId);
  const head = { size: lines.length, root: tree.root() };
  const changed = new Map(files)
    .set("events.ndjson", `${lines.join("\n")}\n`)
    .set(
      "checkpoint.txt",
      signNote(checkpointText({ origin, ...head }), origin, forger.privateKey, forger.raw),
    );
  const resigned = resign(
    refit(changed, (manifest) => ({ ...manifest, root: head.root.toString("base64") })),
    forger,
    service.organizationId,
  );
  const manifest = JSON.parse(resigned.get("manifest.json") ?? "") as Manifest;
  const signature = sign(null, signedBytes(manifest), forger.privateKey).toString("base64");
  return new Map(resigned).set("manifest.json", json({ ...manifest, signature }));
}

type Line = { type: string; data: { stored: Record<string, unknown> } } & Record<string, unknown>;
const edits: Record<string, (e: Line) => void> = {
  "scopes that are a string": (e) => {
    if (e.type === "muster.TokenIssued") e.data.stored["scopes"] = "all";
  },
  "scopes that are an object": (e) => {
    if (e.type === "muster.TokenIssued") e.data.stored["scopes"] = { join: 1 };
  },
  "a role that is an object": (e) => {
    if (e.type === "muster.MemberInvited") e.data.stored["role"] = { a: 1 };
  },
  "an unknown role": (e) => {
    if (e.type === "muster.MemberInvited") e.data.stored["role"] = "EMPEROR";
  },
  "a granter that is null": (e) => {
    if (e.type === "muster.MemberInvited") e.data.stored["grantedBy"] = null;
  },
  "a missing solution id": (e) => {
    if (e.type === "muster.SolutionAssigned") delete e.data.stored["solutionId"];
  },
  "a solution named __proto__": (e) => {
    if (e.type === "muster.SolutionAssigned") e.data.stored["solutionId"] = "__proto__";
  },
  "a lease that is a number": (e) => {
    if (e.type === "muster.TokenIssued") e.data.stored["leaseExpiresAt"] = 1e308;
  },
  "an impossible time": (e) => {
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
test.each(Object.entries(edits))("%s does not crash the verifier", async (_, edit) => {
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
    return; // The forger cannot make such a bundle.
  }
  const path = await folder.write(await pack(forged));
  const verdict = await verifyBundle(path).catch((error: Error) => error);
  expect(verdict).not.toBeInstanceOf(Error);
});

test("a file that unpacks to hundreds of megabytes is not read to its end", async () => {
  const files = await unpack(bundle);
  const bomb = new Map(files).set("access-review.csv", "0".repeat(300_000_000));
  const zip = await pack(bomb);
  const path = await folder.write(zip);
  const start = performance.now();
  await verifyBundle(path, { pinned: key });
  const took = performance.now() - start;
  expect(took).toBeLessThan(500);
}, 60_000);
