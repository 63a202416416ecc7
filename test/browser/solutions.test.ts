/** Solutions: registered, used, changed by two at once, set aside, deleted. */
import { unwrap } from "../../clients/typescript/src/index.ts";
import { expect, expectAccessible, settled, story } from "./support/story.ts";
import { en } from "./support/texts.ts";
import type { Site } from "./support/site.ts";

const { common, solutions } = en;

const listPath = "/v1/organizations/{organizationId}/solutions";
const pathOf = ({ organizationId }: Site, solutionId = "") =>
  `/o/${organizationId}/solutions${solutionId && `/${solutionId}`}`;

async function addSolution(
  site: Site,
  title: string,
  { userId } = site.owner as { readonly userId: string },
): Promise<string> {
  const params = { path: { organizationId: site.organizationId } };
  const body = { name: title.toLowerCase(), title };
  const client = await site.as({ userId });
  return (await unwrap(client.POST(listPath, { params, body }))).solutionId;
}

story("a solution is registered and gets its members", async ({ open, site }) => {
  const ada = { email: "ada@example.com", firstName: "Ada", lastName: "Byron" };
  const { name } = await site.addMember(ada);
  const page = await open({ as: site.owner, path: pathOf(site) });
  await page.getByRole("button", { name: solutions.register }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel(solutions.titleField).fill("Difference engine");
  await form.getByRole("button", { name: solutions.register }).click();
  await form.getByText(common.form.required).waitFor();
  await expectAccessible(page);
  await form.getByLabel(common.name, { exact: false }).first().fill("engine");
  await form.getByRole("button", { name: solutions.register }).click();
  await page.getByText(solutions.registered("Difference engine")).waitFor();

  await page.getByRole("button", { name: solutions.addMembers }).first().click();
  await form.getByRole("combobox", { name: solutions.people }).fill("ada");
  await page.getByRole("option", { name }).click();
  await page.keyboard.press("Tab");
  await expectAccessible(page);
  await form.getByRole("button", { name: solutions.addMembers }).click();
  await page.getByText(solutions.membersAdded(1, "Difference engine")).waitFor();
  await page.getByRole("link", { name }).waitFor();
  await expectAccessible(page);
});

story(
  "what somebody else changed meanwhile is said, and not overwritten",
  async ({ open, site, announce }) => {
    const solutionId = await addSolution(site, "Loom");
    const page = await open({ as: site.owner, path: pathOf(site, solutionId) });
    await page.getByLabel(solutions.description).fill("Weaves algebraic patterns");
    const owner = await site.as(site.owner);
    const params = { path: { organizationId: site.organizationId, solutionId } };
    await unwrap(
      owner.PATCH(`${listPath}/{solutionId}`, { params, body: { category: "Weaving" } }),
    );
    await page.getByText(en.common.changedMeanwhile).waitFor();
    announce(`412 PATCH /v1/organizations/${site.organizationId}/solutions/${solutionId}`);
    await page.getByRole("button", { name: common.save }).click();
    await page
      .getByText(/changed/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: en.common.showChanged }).click();
    expect(await page.getByLabel(solutions.category).inputValue()).toBe("Weaving");
  },
);

story(
  "a creator sees their own solutions alone, and is told why others stay closed",
  async ({ open, site, announce }) => {
    const creator = { email: "carl@example.com", firstName: "Carl", lastName: "Creator" };
    const carl = await site.addMember({ ...creator, userRole: "CREATOR" });
    const closed = await addSolution(site, "Secret");
    await addSolution(site, "Open", carl);
    const page = await open({ as: carl, path: pathOf(site) });
    await page.getByRole("link", { name: "Open", exact: true }).waitFor();
    expect(await page.getByRole("link", { name: "Secret" }).count()).toBe(0);
    await page.getByRole("link", { name: "Open", exact: true }).click();
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      await settled(page);
      await expectAccessible(page);
    }
    announce(`403 GET /v1/organizations/${site.organizationId}/solutions/${closed}`);
    await page.goto(site.url + pathOf(site, closed));
    await page.getByText(solutions.hiddenHint).waitFor();
  },
);

story(
  "only an owner of the solution deletes it; others are told what to do, and see it go",
  async ({ open, site, announce }) => {
    const admin = { email: "anna@example.com", firstName: "Anna", lastName: "Admin" };
    const anna = await site.addMember({ ...admin, userRole: "ADMIN" });
    const solutionId = await addSolution(site, "Spare");
    const path = `${pathOf(site, solutionId)}?tab=danger`;
    const refused = await open({ as: anna, path });
    await refused.getByText(solutions.becomeOwner).waitFor();
    await expectAccessible(refused);
    const page = await open({ as: site.owner, path });
    await page.getByRole("button", { name: solutions.delete }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(solutions.deleteQuestion("Spare")).waitFor();
    await expectAccessible(page);
    announce(`404 GET /v1/organizations/${site.organizationId}/solutions/${solutionId}`);
    await dialog.getByRole("button", { name: solutions.delete }).click();
    await page.getByText(solutions.deleted("Spare")).waitFor();
    await refused.getByText(solutions.missing).waitFor();
    await expectAccessible(refused);
  },
);

story("one's own solution is set aside and taken back", async ({ open, site }) => {
  await addSolution(site, "Mine");
  const page = await open({ as: site.owner, path: "/me/solutions" });
  await page.getByRole("button", { name: `${solutions.setAside}: Mine` }).click();
  await page.getByRole("dialog").getByRole("button", { name: solutions.setAside }).click();
  await page.getByText(solutions.isSetAside("Mine")).waitFor();
  await page.getByRole("button", { name: `${solutions.takeBack}: Mine` }).click();
  await page.getByText(solutions.isBack("Mine")).waitFor();
  await expectAccessible(page);
});
