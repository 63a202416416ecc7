/** A user's page: role, solutions, invitation, the past, and the end of a membership. */
import { unwrap } from "../../clients/typescript/src/index.ts";
import { expect, expectAccessible, settled, story } from "./support/story.ts";
import { en } from "./support/texts.ts";
import type { Site } from "./support/site.ts";

const { common, member, members, solutions, logs } = en;

const pathOf = ({ organizationId }: Site, userId: string) => `/o/${organizationId}/users/${userId}`;

async function addSolution(site: Site, name: string, title: string): Promise<string> {
  const params = { path: { organizationId: site.organizationId } };
  const owner = await site.as(site.owner);
  const path = "/v1/organizations/{organizationId}/solutions";
  return (await unwrap(owner.POST(path, { params, body: { name, title } }))).solutionId;
}

story("a change of role is seen in a second window without a reload", async ({ open, site }) => {
  const bo = await site.addMember({ email: "bo@example.com", firstName: "Bo", lastName: "Byron" });
  const page = await open({ as: site.owner, path: pathOf(site, bo.userId) });
  const other = await open({ as: site.owner, path: pathOf(site, bo.userId) });
  await settled(other);
  await page.getByRole("radio", { name: common.organizationRole.CREATOR }).check();
  await page.getByRole("button", { name: members.changeRole, exact: true }).click();
  await page.getByText(members.roleChanged(bo.name, common.organizationRole.CREATOR)).waitFor();
  await expect
    .poll(() => other.getByRole("radio", { name: common.organizationRole.CREATOR }).isChecked())
    .toBe(true);
  await expectAccessible(page);
});

story("the page says why the last owner stays one", async ({ open, site }) => {
  const page = await open({ as: site.owner, path: pathOf(site, site.owner.userId) });
  await page.getByText(members.roleRefusals.lastOwner).first().waitFor();
  expect(await page.getByRole("radio", { name: common.organizationRole.ADMIN }).isDisabled()).toBe(
    true,
  );
  await page.getByText(member.endingRefusals.lastOwner).waitFor();
  expect(await page.getByRole("button", { name: member.remove }).isDisabled()).toBe(true);
  await expectAccessible(page);
});

story(
  "several solutions are added, one is paused and resumed in its role",
  async ({ open, site }) => {
    await addSolution(site, "engine", "Difference engine");
    await addSolution(site, "loom", "Loom");
    const cleo = { email: "cleo@example.com", firstName: "Cleo", lastName: "Byron" };
    const { userId, name } = await site.addMember(cleo);
    const page = await open({ as: site.owner, path: pathOf(site, userId) });
    await page.getByRole("button", { name: member.addSolutions }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: member.solutions }).click();
    await page.getByRole("option", { name: "Difference engine" }).click();
    await page.getByRole("option", { name: "Loom" }).click();
    await page.keyboard.press("Tab");
    await dialog.getByRole("combobox", { name: common.role }).click();
    await page.getByRole("option", { name: common.solutionRole.EDITOR }).click();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: member.addSolutions }).click();
    await page.getByText(member.solutionsAdded(2, name)).waitFor();

    await page.getByRole("button", { name: solutions.pause(name, "Loom") }).click();
    await page.getByText(solutions.paused(name, "Loom")).waitFor();
    await page.getByRole("button", { name: solutions.resume(name, "Loom") }).click();
    await page.getByText(solutions.resumed(name, common.solutionRole.EDITOR, "Loom")).waitFor();
    await expectAccessible(page);
  },
);

story(
  "an admin changes no owner and reads no log entries; a creator changes nothing",
  async ({ open, site }) => {
    const admin = { email: "anna@example.com", firstName: "Anna", lastName: "Admin" };
    const creator = { email: "carl@example.com", firstName: "Carl", lastName: "Creator" };
    const path = pathOf(site, site.owner.userId);
    const page = await open({ as: await site.addMember({ ...admin, userRole: "ADMIN" }), path });
    await page.getByText(members.roleRefusals.ownersOnly).first().waitFor();
    await page.getByText(member.endingRefusals.ownersOnly).waitFor();
    await page.getByRole("tab", { name: member.tabs.timeline }).waitFor();
    expect(await page.getByRole("tab", { name: logs.title }).count()).toBe(0);
    await expectAccessible(page);

    const others = await open({
      as: await site.addMember({ ...creator, userRole: "CREATOR" }),
      path,
    });
    await others.getByText(member.roleHints.OWNER).waitFor();
    await settled(others);
    expect(await others.getByRole("radio").count()).toBe(0);
    expect(await others.getByRole("tab").allTextContents()).toEqual([member.tabs.access]);
    expect(await others.getByRole("button", { name: member.remove }).count()).toBe(0);
    await expectAccessible(others);
  },
);

story(
  "an invitation is sent again and revoked; the page tells each sending",
  async ({ open, site }) => {
    const dora = { email: "dora@example.com", firstName: "Dora", lastName: "Invited" };
    const { userId, name } = await site.invite(dora);
    const page = await open({ as: site.owner, path: pathOf(site, userId) });
    await page.getByRole("button", { name: member.resend }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: common.language }).waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: member.resend }).click();
    await page.getByText(member.resent(dora.email)).waitFor();
    await site.mail.received(dora.email, 2);
    await page.getByRole("button", { name: member.revoke, exact: true }).click();
    await page.getByRole("heading", { name: member.revokeQuestion(name) }).waitFor();
    await dialog.getByRole("button", { name: member.revoke }).click();
    await page.getByText(member.revoked(name)).waitFor();
    await page.getByRole("button", { name: member.showSendings }).click();
    await page.getByText(member.ends.REPLACED).waitFor();
    await page.getByText(member.ends.REVOKED).last().waitFor();
    expect(await page.getByText(member.sentBy(site.owner.name, "English")).count()).toBe(2);
    await expectAccessible(page);
  },
);

story(
  "the past of a day shows the roles of then, and nothing to change",
  async ({ open, site }) => {
    const eve = await site.addMember({
      email: "eve@example.com",
      firstName: "Eve",
      lastName: "Ex",
    });
    const path = pathOf(site, eve.userId);
    const page = await open({ as: site.owner, path: `${path}?asOf=2020-01-01` });
    await page.getByText(member.noMemberThenHint).waitFor();
    await expectAccessible(page);
    const today = new Date(site.clock.now()).toISOString().slice(0, 10);
    await page.getByLabel(member.asOf).fill(today);
    await page.getByText(member.pastHint).waitFor();
    await page.getByText(common.organizationRole.USER, { exact: true }).waitFor();
    expect(await page.getByRole("radio").count()).toBe(0);
    expect(await page.getByRole("button", { name: member.remove }).count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole("button", { name: member.backToNow }).click();
    await page.getByRole("button", { name: member.remove }).waitFor();
  },
);

story(
  "removing names the person; afterwards the page says what became of them",
  async ({ open, site, announce }) => {
    const finn = { email: "finn@example.com", firstName: "Finn", lastName: "Former" };
    const { userId, name } = await site.addMember(finn);
    announce(`404 GET /v1/organizations/${site.organizationId}/members/${userId}`);
    const page = await open({ as: site.owner, path: pathOf(site, userId) });
    await page.getByRole("button", { name: member.remove }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(member.removeConsequence(name, 0)).waitFor();
    await dialog.getByRole("button", { name: common.cancel }).click();
    await page.getByRole("button", { name: member.remove }).click();
    await dialog.getByRole("button", { name: common.remove, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: en.members.title }).waitFor();

    await page.goto(site.url + pathOf(site, userId));
    await page.getByText(member.noMember).first().waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: member.askLog }).click();
    await page.getByText(new RegExp(`^${name} was removed on .* by ${site.owner.name}$`)).waitFor();
    await expectAccessible(page);
  },
);
