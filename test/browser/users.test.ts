/** The list of users: found by its address, changed for one and for many, and kept by others' changes. */
import type { Page } from "playwright-core";
import { expect, expectAccessible, settled, story } from "./support/story.ts";
import { en } from "./support/texts.ts";

const { members, common } = en;

const rowOf = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name }) });

story("a view stands in the address, and Back leads to the one before", async ({ open, site }) => {
  await site.addMember({ email: "ada@example.com", firstName: "Ada", lastName: "Byron" });
  await site.addMember({ email: "bo@example.com", firstName: "Bo", lastName: "Lind" });
  const page = await open({ as: site.owner });
  await page.getByRole("link", { name: "Bo Lind" }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("byron");
  await page.getByText(members.count(1)).waitFor();
  await page.getByLabel(common.role, { exact: true }).selectOption(common.organizationRole.ADMIN);
  await page.getByText(members.nothing).waitFor();
  await expectAccessible(page);
  const shared = await open({ as: site.owner, path: page.url() });
  await shared.getByText(members.nothing).waitFor();
  await page.goBack();
  await page.getByRole("link", { name: "Ada Byron" }).waitFor();
  await page.goBack();
  await page.getByRole("link", { name: "Bo Lind" }).waitFor();
  expect(await page.getByRole("searchbox").inputValue()).toBe("");
});

story(
  "the last owner keeps the role, and the menu says why; by keyboard alone",
  async ({ open, site }) => {
    const page = await open({ as: site.owner, path: `/o/${site.organizationId}/users?role=OWNER` });
    await settled(page);
    const role = page.getByRole("button", {
      name: members.roleOf(site.owner.name, common.organizationRole.OWNER),
    });
    await role.focus();
    await page.keyboard.press("Enter");
    const admin = page.getByRole("menuitemradio", { name: common.organizationRole.ADMIN });
    await page.getByText(members.roleRefusals.lastOwner).first().waitFor();
    await page.keyboard.press("ArrowDown");
    expect(await admin.evaluate((entry) => entry === entry.ownerDocument.activeElement)).toBe(true);
    expect(await admin.getAttribute("aria-disabled")).toBe("true");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await role.waitFor();
    expect(await role.evaluate((button) => button === button.ownerDocument.activeElement)).toBe(
      true,
    );
  },
);

story("others' changes appear where one reads, without a reload", async ({ open, site }) => {
  const eve = await site.addMember({
    email: "eve@live.example",
    firstName: "Eve",
    lastName: "Olds",
  });
  const flo = await site.addMember({
    email: "flo@live.example",
    firstName: "Flo",
    lastName: "Lind",
  });
  const page = await open({
    as: site.owner,
    path: `/o/${site.organizationId}/users?search=live.example`,
  });
  await rowOf(page, "Eve Olds").waitFor();
  await settled(page);

  const other = await open({
    as: site.owner,
    path: `/o/${site.organizationId}/users?search=live.example`,
  });
  await other
    .getByRole("button", { name: members.roleOf(eve.name, common.organizationRole.USER) })
    .click();
  await other.getByRole("menuitemradio", { name: common.organizationRole.CREATOR }).click();
  await page
    .getByRole("button", { name: members.roleOf(eve.name, common.organizationRole.CREATOR) })
    .waitFor();

  const owner = await site.as(site.owner);
  const path = { organizationId: site.organizationId, userId: flo.userId };
  await owner.DELETE("/v1/organizations/{organizationId}/members/{userId}", { params: { path } });
  await rowOf(page, "Flo Lind").getByText(members.removedRow).waitFor();

  await site.invite({ email: "cy@live.example", firstName: "Cy", lastName: "Young" });
  await page.getByText(members.newUsers(1)).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: members.show, exact: true }).click();
  await rowOf(page, "Cy Young").getByText(members.newRow).waitFor();
});

story("an invitation is previewed, sent, and followed by the next", async ({ open, site }) => {
  const page = await open({ as: site.owner, path: `/o/${site.organizationId}/users` });
  const button = page.getByRole("button", { name: members.invite });
  await button.click();
  const panel = page.getByRole("dialog");
  await panel.getByLabel(common.email).fill("dee@example.com");
  await panel.getByLabel(members.firstName).fill("Dee");
  await panel.getByLabel(members.lastName).fill("Moor");
  await panel.getByRole("button", { name: members.previewMail }).click();
  await page.frameLocator(`iframe[title="${members.previewTitle}"]`).getByRole("link").waitFor();
  await panel.getByRole("button", { name: members.invite }).click();
  await panel.getByText(members.sent("Dee Moor")).waitFor();
  expect(await site.mail.received("dee@example.com")).toHaveLength(1);
  await panel.getByRole("button", { name: members.inviteNext }).click();
  await expect.poll(() => panel.getByLabel(common.email).inputValue()).toBe("");
  await page.keyboard.press("Escape");
  await rowOf(page, "Dee Moor").waitFor();
  expect(await button.evaluate((each) => each === each.ownerDocument.activeElement)).toBe(true);
});

story("many are disabled at once, each with an outcome", async ({ open, site }) => {
  for (const [firstName, email] of [
    ["Gus", "gus@many.example"],
    ["Hal", "hal@many.example"],
  ] as const) {
    await site.addMember({ email, firstName, lastName: "Many" });
  }
  const page = await open({ as: site.owner, path: `/o/${site.organizationId}/users?search=Many` });
  await page.getByRole("checkbox", { name: common.selectAll }).check();
  await page.getByRole("button", { name: members.bulk.disable }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: members.bulk.disable }).click();
  await dialog.getByText(members.bulkDone(2)).waitFor();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: common.close }).last().click();
  await rowOf(page, "Gus Many").getByText(common.memberStatus.DISABLED).waitFor();
});

story(
  "people of a CSV file are checked, corrected in place and invited",
  async ({ open, site }) => {
    const page = await open({ as: site.owner, path: `/o/${site.organizationId}/users` });
    await page.getByRole("link", { name: members.inviteMany }).click();
    await page
      .getByLabel(members.csv.paste)
      .fill("email;Vorname;Nachname\nida@csv.example;Ida;Byron\njo@csv.example;Jo;\n");
    await page.getByRole("button", { name: members.csv.take }).click();
    await page.getByText(members.csv.outcomes.INVALID).waitFor();
    await expectAccessible(page);
    await page.getByLabel(`${members.lastName}, ${members.csv.row} 3`).fill("Lind");
    await page.getByRole("button", { name: members.csv.check }).click();
    await page.getByRole("button", { name: members.csv.run(2) }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: members.csv.run(2) })
      .click();
    await page.getByText(members.csv.result(2, 0)).waitFor();
    expect(await site.mail.received("jo@csv.example")).toHaveLength(1);
  },
);
