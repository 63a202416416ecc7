/** Links of invitations that are not the ordinary case: over, for somebody else, or in another language. */
import { expect, expectAccessible, settled, story } from "./support/story.ts";
import type { Invitation, Site } from "./support/site.ts";
import { de, en } from "./support/texts.ts";

const { invitation } = en;
const organization = "Analytical Engines";

/** What the owner does to an invitation after its mail. */
async function then(
  site: Site,
  { userId }: Invitation,
  act: "resend-invite" | "revoke-invite",
): Promise<void> {
  const owner = await site.as(site.owner);
  const params = { path: { organizationId: site.organizationId, userId } };
  const path = "/v1/organizations/{organizationId}/members/{userId}" as const;
  const { response } = await owner.POST(`${path}/${act}`, { params });
  expect(response.ok).toBe(true);
}

const endings = {
  "invite-used": async (site: Site, { link }: Invitation) => {
    const token = link.split("#token=")[1] ?? "";
    await (await site.as(site.owner)).POST("/v1/invites/accept", { body: { token } });
  },
  "invite-replaced": (site: Site, invited: Invitation) => then(site, invited, "resend-invite"),
  "invite-revoked": (site: Site, invited: Invitation) => then(site, invited, "revoke-invite"),
  "invite-expired": async (site: Site) => site.clock.pass(40 * 24 * 60),
};

for (const code of [
  "invite-used",
  "invite-replaced",
  "invite-revoked",
  "invite-expired",
] as const) {
  story(`${code}: the page says what to do next`, async ({ open, site, announce }) => {
    announce("POST /v1/invites/preview");
    const email = `${code}@example.com`;
    const invited = await site.invite({ email, firstName: "Ida", lastName: "Late" });
    await endings[code](site, invited);
    const page = await open({ path: invited.link });
    await page.getByText(invitation.ended[code]).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: en.signIn.title }).click();
    await page.getByRole("heading", { name: en.signIn.title }).waitFor();
  });
}

story("a link that is cut off says so", async ({ open, site, announce }) => {
  announce("POST /v1/invites/preview");
  const { link } = await site.invite({
    email: "cut@example.com",
    firstName: "Cut",
    lastName: "Off",
  });
  const page = await open({ path: link.slice(0, -7) });
  await page.getByText(invitation.incomplete).waitFor();
  const without = await open({ path: "/accept-invitation" });
  await without.getByText(invitation.incomplete).waitFor();
  await expectAccessible(without);
});

story(
  "somebody else's session is told, and ends only when the invitation is accepted",
  async ({ open, site }) => {
    const email = "new@example.com";
    const { link } = await site.invite({ email, firstName: "Nia", lastName: "New" });
    const page = await open({ as: site.owner, path: link });
    await page.getByText(invitation.signedInAs(site.owner.email, email)).waitFor();
    await expectAccessible(page);
    await page.goto(`${site.url}/me`);
    await page.getByRole("button", { name: site.owner.name }).waitFor();

    await page.goto(link);
    await page.getByRole("button", { name: invitation.acceptInstead }).click();
    await page.getByRole("button", { name: "Nia New" }).waitFor();
    expect(await page.getByText(site.owner.name).count()).toBe(0);
  },
);

story(
  "an invitation in German is read in German, whatever the browser's language",
  async ({ open, site }) => {
    const owner = await site.as(site.owner);
    await owner.PUT("/v1/organizations/{organizationId}/invite-templates/{language}", {
      params: { path: { organizationId: site.organizationId, language: "de" } },
      body: { subject: "Einladung", html: '<a href="{inviteLink}">Annehmen</a>' },
    });
    const person = { email: "greta@example.com", firstName: "Greta", lastName: "Muster" };
    const { link } = await site.invite({ ...person, language: "de" });
    const page = await open({ path: link });
    const german = page.locator('[lang="de"]');
    await german.getByRole("heading", { name: de.invitation.to(organization) }).waitFor();
    await settled(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: de.invitation.accept }).click();
    await page.getByRole("button", { name: "Greta Muster" }).waitFor();
  },
);
