/** Roles are changed where the users are listed; others see it without a reload, and the last owner stays one. */
import { expect, expectAccessible, settled, story } from "./support/story.ts";
import { en } from "./support/texts.ts";

const { members, common } = en;
const { organizationRole } = common;

story(
  "a role that one window changes is seen in another, without a reload",
  async ({ open, site }) => {
    const person = { email: "ada@example.com", firstName: "Ada", lastName: "Byron" };
    const ada = await site.addMember(person);
    const admin = await site.addMember({
      email: "amy@example.com",
      firstName: "Amy",
      lastName: "Admin",
      userRole: "ADMIN",
    });
    const theirs = await open({ as: admin });
    await theirs
      .getByRole("button", { name: members.roleOf(ada.name, organizationRole.USER) })
      .waitFor();
    await settled(theirs);

    const page = await open({ as: site.owner });
    await page
      .getByRole("button", { name: members.roleOf(ada.name, organizationRole.USER) })
      .click();
    await page.getByRole("menuitemradio", { name: organizationRole.CREATOR }).waitFor();
    await expectAccessible(page);
    await page.getByRole("menuitemradio", { name: organizationRole.CREATOR }).click();
    await page.getByText(members.roleChanged(ada.name, organizationRole.CREATOR)).waitFor();
    await theirs
      .getByRole("button", { name: members.roleOf(ada.name, organizationRole.CREATOR) })
      .waitFor();
    await expectAccessible(theirs);
  },
);

story("the last owner keeps the role, and the menu says why", async ({ open, site }) => {
  const page = await open({ as: site.owner });
  const { name } = site.owner;
  await page.getByRole("button", { name: members.roleOf(name, organizationRole.OWNER) }).click();
  const entry = page.getByRole("menuitemradio", { name: organizationRole.ADMIN });
  await expect.poll(() => entry.getAttribute("aria-disabled")).toBe("true");
  await page.getByText(members.roleRefusals.lastOwner).first().waitFor();
  await expectAccessible(page);
});
