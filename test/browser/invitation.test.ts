/** An invitation, from the mail to the onboarded member. `npm test` plays this file alone of all stories. */
import { expect, expectAccessible, story, tabTo } from "./support/story.ts";
import { en } from "./support/texts.ts";

const { invitation, shell } = en;
const organization = "Analytical Engines";

story(
  "an invited admin opens the mail's link, corrects their name, accepts, and manages users",
  async ({ open, site }) => {
    const person = { email: "ada@example.com", firstName: "Ada", lastName: "Byrn" };
    const { link, userId } = await site.invite({ ...person, userRole: "ADMIN" });
    const page = await open({ path: link });
    await page.getByRole("heading", { name: invitation.to(organization) }).waitFor();
    await page.getByText(invitation.from(site.owner.name, organization, person.email)).waitFor();
    await expectAccessible(page);
    // The secret is in no history and no address.
    expect(page.url()).not.toContain("#");

    await page.getByLabel(invitation.lastName).fill("Byron");
    await page.getByRole("button", { name: invitation.accept }).click();
    await page.getByRole("heading", { name: en.members.title }).waitFor();
    await page.getByRole("button", { name: `Ada Byron ${en.shell.account}` }).waitFor();
    await expectAccessible(page);
    await page.reload();
    await page.getByRole("heading", { name: en.members.title }).waitFor();

    const { data } = await (
      await site.as(site.owner)
    ).GET("/v1/organizations/{organizationId}/members/{userId}", {
      params: { path: { organizationId: site.organizationId, userId } },
    });
    expect(data).toMatchObject({ userStatus: "ACTIVE", name: "Ada Byron", userRole: "ADMIN" });
  },
);

story(
  "the keyboard alone takes an invited person through, also to their own pages",
  async ({ open, site }) => {
    const { link } = await site.invite({
      email: "kim@example.com",
      firstName: "Kim",
      lastName: "Keys",
    });
    const page = await open({ path: link });
    await page.getByRole("heading", { name: invitation.to(organization) }).waitFor();
    await tabTo(page.getByLabel(invitation.firstName));
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Kimberly");
    await tabTo(page.getByRole("button", { name: invitation.accept }));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: en.users.title }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/me");

    await tabTo(page.getByRole("button", { name: `Kimberly Keys ${shell.account}` }));
    await page.keyboard.press("Enter");
    // The menu takes the focus a moment after it shows.
    await page.locator("[role=menuitem]:focus").waitFor();
    await page.keyboard.press("ArrowUp");
    await page.locator("[role=menuitem]:focus").getByText(shell.logOut).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: en.signIn.title }).waitFor();
  },
);
