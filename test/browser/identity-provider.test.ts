/** Signing in by a real identity provider, there and back in the browser. */
import { startProvider, type TestProvider } from "../support/identity-provider.ts";
import { expect, story } from "./support/story.ts";
import { startPrefixProxy } from "./support/prefix-proxy.ts";
import { startSite } from "./support/site.ts";
import { en } from "./support/texts.ts";

let provider: TestProvider;

story.override("site", { scope: "file" }, async ({}, { onCleanup }) => {
  const proxy = await startPrefixProxy("/muster");
  provider = await startProvider({
    client_id: "muster",
    token_endpoint_auth_method: "none",
    redirect_uris: [`${proxy.url}/v1/sign-in/identity-provider/callback`],
  });
  const oidc = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: "muster" };
  const site = await startSite({ PUBLIC_URL: proxy.url, ...oidc });
  proxy.passTo(site.address);
  onCleanup(async () => {
    await site.stop();
    await proxy.stop();
    await provider.stop();
  });
  return site;
});

story(
  "the owner signs in by the provider and is on the page that was asked for",
  async ({ open, site }) => {
    provider.account = { email: site.owner.email, email_verified: true };
    const path = `/o/${site.organizationId}/solutions`;
    const page = await open({ path });
    const { host } = new URL(provider.issuer);
    await page.getByRole("link", { name: en.signIn.byProvider(host) }).click();
    await page.getByRole("heading", { name: en.solutions.title, level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/muster${path}`);
  },
);

story("whoever the provider knows and Muster does not is told so", async ({ open }) => {
  provider.account = { email: "nobody@example.com", email_verified: true };
  const page = await open({ path: "/sign-in" });
  const { host } = new URL(provider.issuer);
  await page.getByRole("link", { name: en.signIn.byProvider(host) }).click();
  const alert = page.getByRole("alert");
  await alert.waitFor();
  expect(await alert.textContent()).toBe(en.problems["person-unknown"]);
});
