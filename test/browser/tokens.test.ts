/** A personal access token: its secret is shown once, its lease extended, and it is deleted. */
import { createMusterClient } from "../../clients/typescript/src/index.ts";
import { expect, expectAccessible, story } from "./support/story.ts";
import { en } from "./support/texts.ts";

const { tokens, common } = en;

story("a token is made, shown once, used, extended and deleted", async ({ open, site, pass }) => {
  const page = await open({ as: site.owner, path: "/me/tokens" });
  await page.getByText(tokens.empty).waitFor();
  await page.getByRole("button", { name: tokens.create }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: tokens.name, exact: true }).fill("Nightly sync");
  await dialog.getByRole("checkbox", { name: common.all, exact: true }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: tokens.create }).click();
  const shown = page.getByRole("dialog", { name: tokens.secretTitle });
  const secret = await shown.getByRole("textbox", { name: tokens.secret }).inputValue();
  expect(secret).toMatch(/^mst_pat_/);
  await expectAccessible(page);
  await shown.getByRole("button", { name: tokens.kept }).click();
  await shown.waitFor({ state: "hidden" });
  const own = page.getByRole("region", { name: "Nightly sync" });
  await own.waitFor();
  await expectAccessible(page);
  expect(await page.content()).not.toContain(secret);

  const program = createMusterClient({ baseUrl: site.address, token: secret, retries: 0 });
  expect((await program.GET("/v1/users/me")).response.status).toBe(200);
  const lease = async () =>
    (await program.GET("/v1/users/me/tokens")).data?.items[0]?.leaseExpiresAt ?? "";
  const before = await lease();
  // Within the time after which nobody who works here would be logged out.
  await pass(60);
  await own.getByRole("button", { name: `${tokens.extend}: Nightly sync` }).click();
  await page.getByText(tokens.extended("Nightly sync")).waitFor();
  expect((await lease()) > before).toBe(true);

  await own.getByRole("button", { name: `${common.delete}: Nightly sync` }).click();
  const question = page.getByRole("dialog", { name: tokens.deleteQuestion("Nightly sync") });
  await question.getByRole("button", { name: common.delete }).click();
  await page.getByText(tokens.deleted("Nightly sync")).waitFor();
  expect((await program.GET("/v1/users/me")).response.status).toBe(401);
});
