/**
 * Invites a person, waits until the mail is sent, and prints all members. Run it after `npm start`:
 *
 *     node clients/typescript/example/main.ts .data/first-run.json ada@example.com
 */
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
// In your own project: from "@muster/client".
import { createMusterClient, items, MusterProblem, type Schemas, unwrap } from "../src/index.ts";

const [firstRunPath = ".data/first-run.json", email = "ada@example.com"] = process.argv.slice(2);
const { url, organizationId, sessionToken } = JSON.parse(await readFile(firstRunPath, "utf8"));

const muster = createMusterClient({ baseUrl: url, token: sessionToken });
const params = { path: { organizationId } };

try {
  const invited = await unwrap(
    muster.POST("/v1/organizations/{organizationId}/members", {
      params,
      body: { email, firstName: "Ada", lastName: "Byron", userRole: "CREATOR" },
    }),
  );
  const { invite } = await waitUntilSent(invited.userId);
  console.log(`Invited ${email}: ${invite?.status}, valid until ${invite?.expiresAt}`);
} catch (error) {
  if (!(error instanceof MusterProblem) || error.code !== "already-a-member") throw error;
  console.log(`${email} is already a member (${error.status}, request ${error.correlationId})`);
}

const path = "/v1/organizations/{organizationId}/members";
for await (const { name, userRole, userStatus } of items(muster, path, { params })) {
  console.log(`${name}: ${userRole}, ${userStatus}`);
}

/** Waits up to two seconds for the invitation's mail, which is sent after the command is answered. */
async function waitUntilSent(userId: string): Promise<Schemas["Member"]> {
  for (let waited = 0; ; waited += 1) {
    const member = await unwrap(
      muster.GET("/v1/organizations/{organizationId}/members/{userId}", {
        params: { path: { organizationId, userId } },
      }),
    );
    if (member.invite?.status !== "PENDING" || waited === 20) return member;
    await setTimeout(100);
  }
}
