/** The audit: the timeline in words and live, access in the past and between two moments, export and verifying. */
import { pinnedKeyFrom, verifyBundle } from "../../packages/verify/src/index.ts";
import { expect, expectAccessible, settled, story } from "./support/story.ts";
import { en } from "./support/texts.ts";

const { audit } = en;

story(
  "the timeline says what happened, and new entries wait until they are asked for",
  async ({ open, site }) => {
    const bo = await site.addMember({ email: "bo@example.com", firstName: "Bo", lastName: "Ek" });
    const page = await open({ as: site.owner, path: `/o/${site.organizationId}/audit` });
    await settled(page);
    await page.getByRole("switch", { name: audit.timeline.live }).click();
    await page.getByText(`invited Bo Ek as a user`).waitFor();
    const owner = await site.as(site.owner);
    const path = { organizationId: site.organizationId, userId: bo.userId };
    await owner.PATCH("/v1/organizations/{organizationId}/members/{userId}", {
      params: { path },
      body: { userRole: "ADMIN" },
    });
    const sentence = "made Bo Ek an admin; was: user";
    const news = page.getByRole("button", { name: /^Show \d+ new entr/ });
    await news.waitFor();
    expect(await page.getByText(sentence).count()).toBe(0);
    await news.click();
    await page.getByText(sentence).waitFor();
    await expectAccessible(page);

    await page.getByRole("button", { name: new RegExp(`Details: .*${sentence}`) }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: audit.details.showProof }).click();
    await dialog.getByText(audit.details.leaf).waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: audit.details.sameCorrelation }).click();
    await expect.poll(() => new URL(page.url()).searchParams.has("correlationId")).toBe(true);
    await page.getByText(sentence).waitFor();
  },
);

story("the slider and the difference show who came", async ({ open, pass, site }) => {
  await pass(3 * 24 * 60);
  const cy = { email: "cy@example.com", firstName: "Cy", lastName: "Im" };
  await site.addMember(cy);
  const path = `/o/${site.organizationId}/audit?tab=as-of`;
  const page = await open({ as: site.owner, path });
  const link = page.getByRole("link", { name: "Cy Im" });
  await link.waitFor();
  await expectAccessible(page);
  await page.getByRole("slider", { name: audit.asOf.day }).press("Home");
  await link.waitFor({ state: "detached" });
  expect(new URL(page.url()).searchParams.get("at")).toMatch(/^2/);
  await page.getByRole("button", { name: audit.asOf.now }).click();
  await link.waitFor();

  await page.getByRole("tab", { name: audit.tabs.difference }).click();
  const row = page.getByRole("row").filter({ has: link });
  await row.getByText("Gained the organization: User (by Olga Owner").waitFor();
  await expectAccessible(page);
});

story(
  "an exported bundle holds against the key and the checkpoint of the page",
  async ({ open, site }) => {
    const path = `/o/${site.organizationId}/audit?tab=verify`;
    const page = await open({ as: site.owner, path });
    const [checkpoint] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: audit.verify.download }).click(),
    ]);
    const command = await page.getByText(/^muster-verify /).innerText();
    const [, key = ""] = /--key "(.+?)"/.exec(command) ?? [];
    await expectAccessible(page);

    await page.getByRole("link", { name: audit.verify.toExport }).click();
    // The dialog of the system is out of reach here; a browser without it gets the same file.
    await page.evaluate(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
    const [bundle] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: audit.exporting.start, exact: true }).click(),
    ]);
    await page.getByText(/^The export is complete/).waitFor();
    await expectAccessible(page);

    const pinned = pinnedKeyFrom(key);
    if (pinned === undefined) throw new Error(`not a key: ${key}`);
    const previous = await checkpoint.path();
    const verdict = await verifyBundle(await bundle.path(), { pinned, previous });
    expect(verdict).toMatchObject({ isVerified: true, trust: { kind: "PINNED" }, failures: [] });
  },
);
