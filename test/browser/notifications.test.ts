/** Notifications, from their writing to the inbox of whom they are for. */
import { expect, expectAccessible, settled, story } from "./support/story.ts";
import { en } from "./support/texts.ts";

const { notifications, shell, common } = en;

story(
  "a notification to a member is in their inbox, and its sender sees that it was read",
  async ({ open, site, pass }) => {
    const person = { email: "ada@example.com", firstName: "Ada", lastName: "Byron" };
    const ada = await site.addMember(person);
    const theirs = await open({ as: ada, path: "/me" });
    await theirs.getByRole("link", { name: shell.inbox, exact: true }).first().waitFor();

    const path = `/o/${site.organizationId}/notifications`;
    const page = await open({ as: site.owner, path });
    await page.getByText(notifications.nothing).waitFor();
    await page.getByRole("button", { name: notifications.compose }).first().click();
    const drawer = page.getByRole("dialog", { name: notifications.compose });
    await drawer.getByRole("combobox", { name: notifications.users }).fill("ada");
    await page.getByRole("option", { name: ada.name }).click();
    await page.keyboard.press("Escape");
    await drawer.getByRole("textbox", { name: notifications.contentTitle }).fill("Ship it");
    await drawer.getByRole("textbox", { name: notifications.contentText }).fill("The engine runs.");
    await expectAccessible(page);
    await drawer.getByRole("button", { name: notifications.send, exact: true }).click();
    await page.getByText(notifications.sent).waitFor();
    await page.getByRole("row", { name: /Ship it/ }).waitFor();
    await expectAccessible(page);

    await pass(1.1);
    await theirs.getByRole("link", { name: `${shell.inbox}, ${shell.unread(1)}` }).click();
    const received = theirs.getByRole("article", { name: "Ship it" });
    await received.getByText("The engine runs.").waitFor();
    await expectAccessible(theirs);
    await received.getByRole("button", { name: notifications.read }).click();
    await theirs.getByRole("link", { name: shell.inbox, exact: true }).first().waitFor();

    await page.reload();
    const counts = { delivered: 1, pushed: 0, pushFailed: 0, read: 1 };
    await page.getByRole("row", { name: notifications.counts(counts) }).waitFor();
  },
);

story(
  "a scheduled notification to everybody is asked about, and can be cancelled before",
  async ({ open, site }) => {
    const path = `/o/${site.organizationId}/notifications`;
    const page = await open({ as: site.owner, path });
    await settled(page);
    await page.getByRole("button", { name: notifications.compose }).first().click();
    const drawer = page.getByRole("dialog", { name: notifications.compose });
    await drawer.getByRole("radio", { name: notifications.scopes.ORG }).click();
    await drawer.getByRole("textbox", { name: notifications.contentText }).fill("Party on Friday");
    await drawer.getByLabel(notifications.startAt).fill("2026-03-06T17:00");
    await drawer.getByRole("button", { name: notifications.schedule }).click();
    const question = page.getByRole("dialog", {
      name: notifications.everybodyQuestion("Analytical Engines"),
    });
    await question.getByRole("button", { name: notifications.send }).click();
    const row = page.getByRole("row", { name: /Party on Friday/ });
    await row.getByText(notifications.states.SCHEDULED).waitFor();

    await row.getByRole("button", { name: notifications.cancel }).click();
    const sure = page.getByRole("dialog", {
      name: notifications.cancelQuestion("Party on Friday"),
    });
    await sure.getByRole("button", { name: common.cancel, exact: true }).click();
    await row.getByText(notifications.states.SCHEDULED).waitFor();
    await row.getByRole("button", { name: notifications.cancel }).click();
    await sure.getByRole("button", { name: notifications.cancel, exact: true }).click();
    await row.getByText(notifications.states.CANCELLED).waitFor();
  },
);

/**
 * Browsers' push services are on the internet, and a browser without a window asks for no permission. So these two
 * are not real in this story; the service worker and the service are.
 */
const withoutPushService = `{
  let permission = "default";
  Object.defineProperty(Notification, "permission", { get: () => permission });
  Notification.requestPermission = async () => (permission = "granted");
  let current = null;
  const endpoint = "https://push.example.com/send/device";
  const keys = {
    p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth: "BTBZMqHH6r4Tts7J_aSIgg",
  };
  const unsubscribe = async () => { current = null; return true; };
  const subscription = { endpoint, unsubscribe, toJSON: () => ({ endpoint, keys }) };
  PushManager.prototype.subscribe = async () => (current = subscription);
  PushManager.prototype.getSubscription = async () => current;
}`;

story(
  "a device is added and removed by a switch; nothing is asked before",
  async ({ open, site }) => {
    const page = await open({ as: site.owner });
    await page.addInitScript(withoutPushService);
    await page.goto(`${site.url}/me/notifications`);
    const device = page.getByRole("switch", { name: notifications.push.thisDevice });
    await device.waitFor();
    const workers = "navigator.serviceWorker.getRegistrations().then((all) => all.length)";
    expect(await page.evaluate(workers)).toBe(0);
    expect(await page.evaluate("Notification.permission")).toBe("default");
    await device.click();
    await page.getByText(/push\.example\.com/).waitFor();
    expect(await page.evaluate(workers)).toBe(1);
    await expectAccessible(page);
    await device.click();
    await page.getByText(/push\.example\.com/).waitFor({ state: "detached" });
  },
);
