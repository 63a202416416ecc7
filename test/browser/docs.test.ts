/** The page at /docs, in a browser. */
import { expect, expectAccessible, story } from "./support/story.ts";

story("the API's page has nothing that axe finds, also with operations open", async ({ open }) => {
  const page = await open({ path: "/docs" });
  await expectAccessible(page);
  for (const operation of ["InviteUser", "ListMembers", "VerifySignIn"]) {
    await page.getByRole("searchbox", { name: "Search" }).fill(operation);
    await page.getByText(operation, { exact: true }).first().click();
    await page.getByRole("button", { name: "Send" }).waitFor();
    await expectAccessible(page);
  }
});

story("a reader sends a request with their token and reads the answer", async ({ open, site }) => {
  const page = await open({ path: "/docs#GetMe", theme: "dark" });
  await page
    .getByRole("textbox", { name: "Token", exact: true })
    .fill(await site.signIn(site.owner));
  await page.getByRole("button", { name: "Send" }).click();
  const answer = page.getByRole("status");
  await expect.poll(() => answer.textContent()).toContain(site.owner.email);
  await expectAccessible(page);
});
