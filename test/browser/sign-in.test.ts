/** Signing in by mail, and where somebody lands. */
import { oneTimeLink } from "../../src/commands/sign-in/one-time-link.ts";
import { linkIn } from "./support/site.ts";
import { en } from "./support/texts.ts";
import { expect, expectAccessible, story } from "./support/story.ts";

story(
  "the owner signs in with the code of the mail and lands on the users",
  async ({ open, site }) => {
    const page = await open();
    await page.getByRole("heading", { name: en.signIn.title }).waitFor();
    await expectAccessible(page);
    await page.getByLabel(en.signIn.email).fill(site.owner.email);
    await page.getByRole("button", { name: en.signIn.sendCode }).click();
    await page.getByText(en.signIn.codeSent(site.owner.email)).waitFor();
    await expectAccessible(page);
    await page.keyboard.type(await site.mailedCode(site.owner.email));
    await page.getByRole("heading", { name: en.members.title }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/o/${site.organizationId}/users`);
    // The session is in a cookie that no script reads; nothing else is kept but how the pages look.
    const stored =
      "[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie]";
    expect(await page.evaluate(stored)).toEqual([
      "muster.preferences",
      "mantine-color-scheme-value",
      "",
    ]);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  },
);

story(
  "a wrong code is refused at once, and the right one still works",
  async ({ open, site, announce }) => {
    announce("POST /v1/sign-in/verify");
    const page = await open({ path: "/sign-in" });
    await page.getByLabel(en.signIn.email).fill(site.owner.email);
    await page.getByRole("button", { name: en.signIn.sendCode }).click();
    const code = await site.mailedCode(site.owner.email);
    const first = page.getByLabel(en.signIn.digit(1), { exact: true });
    await first.focus();
    await page.keyboard.type(code.startsWith("1") ? "22222222" : "11111111");
    await page.getByRole("alert").waitFor();
    await expectAccessible(page);
    await first.focus();
    await page.keyboard.type(code);
    await page.getByRole("heading", { name: en.members.title }).waitFor();
  },
);

story("a page that was asked for is shown after signing in", async ({ open, site }) => {
  const path = `/o/${site.organizationId}/users?search=ada`;
  const page = await open({ path });
  await page.getByLabel(en.signIn.email).fill(site.owner.email);
  await page.getByRole("button", { name: en.signIn.sendCode }).click();
  await page.getByText(en.signIn.codeSent(site.owner.email)).waitFor();
  await page.keyboard.type(await site.mailedCode(site.owner.email));
  await page.getByRole("heading", { name: en.members.title }).waitFor();
  await expect.poll(() => page.url()).toBe(site.url + path);
});

story("a person without a role for management lands on their own pages", async ({ open, site }) => {
  const person = { email: "una@example.com", firstName: "Una", lastName: "User" };
  const page = await open({ as: await site.addMember(person) });
  await page.getByRole("navigation", { name: en.shell.navigation }).waitFor();
  await expect.poll(() => new URL(page.url()).pathname).toBe("/me");
  expect(await page.getByRole("link", { name: en.shell.users }).count()).toBe(0);
  await expectAccessible(page);
});

story(
  "the link in the mail signs in after a click, and only once",
  async ({ open, site, announce }) => {
    announce("401 POST /v1/sign-in/verify");
    const page = await open();
    await page.getByLabel(en.signIn.email).fill(site.owner.email);
    await page.getByRole("button", { name: en.signIn.sendCode }).click();
    await site.mailedCode(site.owner.email);
    const link = linkIn((await site.mail.received(site.owner.email)).at(-1)?.text);
    const elsewhere = await open({ path: link });
    await expectAccessible(elsewhere);
    expect(elsewhere.url()).not.toContain("#");
    await elsewhere.getByRole("button", { name: en.signIn.as(site.owner.email) }).click();
    await elsewhere.getByRole("heading", { name: en.members.title }).waitFor();

    const again = await open({ path: link });
    await again.getByRole("button", { name: en.signIn.as(site.owner.email) }).click();
    await again.getByText(en.signIn.linkEnded).waitFor();
    await expectAccessible(again);
  },
);

story("whoever signs up founds an organization and manages it", async ({ open, site }) => {
  const email = "fay@example.com";
  const page = await open({ path: "/sign-in" });
  await page.getByRole("link", { name: en.signIn.signUp }).click();
  // The page of signing in has a field of the same name; what is typed there would be lost.
  await page.getByRole("heading", { name: en.signIn.signUp }).waitFor();
  await page.getByLabel(en.signIn.email).fill(email);
  await page.getByLabel(en.signIn.firstName).fill("Fay");
  await page.getByLabel(en.signIn.lastName).fill("Founder");
  await page.getByLabel(en.signIn.organizationName).fill("Fay's Works");
  await expectAccessible(page);
  await page.getByRole("button", { name: en.signIn.sendCode }).click();
  await page.getByText(en.signIn.codeSent(email)).waitFor();
  await page.keyboard.type(await site.mailedCode(email));
  await page.getByRole("heading", { name: en.members.title }).waitFor();
  await page.getByRole("button", { name: /Fay's Works/ }).waitFor();
});

story("the one-time link of a trial's start signs in without a click", async ({ open, site }) => {
  const { link } = await oneTimeLink(site.services, site.owner.email);
  const page = await open({ path: link });
  await page.getByRole("heading", { name: en.members.title }).waitFor();
});
