/** The console below a path, as a proxy publishes it. */
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, settled, story } from "./support/story.ts";
import { startSite } from "./support/site.ts";
import { en } from "./support/texts.ts";

/** Passes requests below the path on without the path. */
async function startPrefixProxy(path: string) {
  let target = "";
  const server = createServer((asked, answer) => {
    const { url = "", method, headers } = asked;
    if (!url.startsWith(`${path}/`)) return answer.writeHead(404).end();
    const passed = request(target + url.slice(path.length), { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    answer.on("close", () => passed.destroy());
    return asked.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    passTo: (url: string) => void (target = url),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

story.override("site", { scope: "file" }, async ({}, { onCleanup }) => {
  const proxy = await startPrefixProxy("/people/console");
  const site = await startSite({ PUBLIC_URL: proxy.url });
  proxy.passTo(site.address);
  onCleanup(async () => {
    await site.stop();
    await proxy.stop();
  });
  return site;
});

story(
  "below a path everything works: signing in by mail, pages, a reload",
  async ({ open, site }) => {
    const page = await open();
    await page.getByLabel(en.signIn.email).fill(site.owner.email);
    await page.getByRole("button", { name: en.signIn.sendCode }).click();
    await page.getByText(en.signIn.codeSent(site.owner.email)).waitFor();
    await page.keyboard.type(await site.mailedCode(site.owner.email));
    await page.getByRole("heading", { name: en.members.title }).waitFor();
    await page.getByRole("link", { name: en.shell.settings }).click();
    await settled(page);
    const { pathname } = new URL(page.url());
    expect(pathname).toBe(`/people/console/o/${site.organizationId}/settings`);
    await page.reload();
    await settled(page);
    expect(new URL(page.url()).pathname).toBe(pathname);
    await page.getByRole("heading", { name: en.organizations.title }).waitFor();
  },
);
