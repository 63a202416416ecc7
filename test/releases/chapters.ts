/** The chapters of the story, in their order. */
import { until } from "./program.ts";
import { addressOf, type Teller } from "./teller.ts";

const link = /#token=(mst_inv_\w+)/;

/** Settings, invite templates and solutions. */
async function organize({ organization, send, made }: Teller): Promise<void> {
  await send("PATCH", organization, { description: "Builds engines", url: "https://example.com" });
  const settings = { defaultLanguage: "en", inviteExpiryDays: 30, idleLogoutMinutes: 40_000 };
  await send("PATCH", `${organization}/settings`, { ...settings, memberLimit: 100 });
  const html = '<p>Hello {firstName}</p><a href="{inviteLink}">Join {organizationName}</a>';
  const template = { subject: "Willkommen bei {organizationName}", html };
  for (const language of ["de", "fr"]) {
    await send("PUT", `${organization}/invite-templates/${language}`, template);
  }
  await send("POST", `${organization}/invite-templates/de/preview`, template);
  await send("DELETE", `${organization}/invite-templates/fr`);

  const register = async (name: string, title: string): Promise<string> =>
    (await send("POST", `${organization}/solutions`, { name, title })).solutionId;
  made.crm = await register("crm", "Customers");
  made.wiki = await register("wiki", "Knowledge");
  const details = { category: "Sales", description: "All customers" };
  await send("PATCH", `${organization}/solutions/${made.crm}`, details);
  const custom = { color: "#0a7", pages: [1, { title: "Ünïcode 😀" }], old: true };
  await send("PUT", `${organization}/solutions/${made.crm}/settings/custom`, custom);
  await send("PATCH", `${organization}/solutions/${made.crm}/settings`, { custom: { old: null } });

  const { organizationId: second } = await send("POST", "/v1/organizations", { name: "Second" });
  await send("PUT", "/v1/users/me/default-organization", { organizationId: second });
  const { organizationId: third } = await send("POST", "/v1/organizations", { name: "Third" });
  await send("DELETE", `/v1/organizations/${third}`);
}

/** Invitations of every fate. */
async function invite(teller: Teller): Promise<void> {
  const { organization, send, mailed, mails, program, members, sessions, made } = teller;
  const invited = async (name: string, more: object): Promise<string> => {
    const body = { email: addressOf(name), firstName: name, lastName: "Example", ...more };
    const { userId } = await send("POST", `${organization}/members`, body);
    members[name] = userId;
    return `${organization}/members/${userId}`;
  };
  const withCrm = { solutions: [{ solutionId: made.crm, userRole: "EDITOR" }] };
  await invited("ada", { userRole: "ADMIN", ...withCrm });
  await invited("bob", { userRole: "CREATOR", invite: { language: "de" } });
  const carl = await invited("carl", withCrm);
  await invited("dora", withCrm);
  await invited("eve", { name: "Eve E.", ...withCrm });
  await invited("fred", { userRole: "USER" });
  const hugo = await invited("hugo", {});
  mails.refuse(addressOf("nobody"), 550, "no such mailbox");
  await invited("nobody", {});

  const quiet = { lastName: "Example", invite: { disabled: true } };
  const batch = ["gina", "iris"].map((name) => ({
    email: addressOf(name),
    firstName: name,
    ...quiet,
  }));
  await send("POST", `${organization}/members/batch?dryRun=true`, { members: batch });
  await program.call("POST", `${organization}/members/batch`, {
    token: sessions["olga"],
    body: { members: batch },
    headers: { "idempotency-key": "batch-1" },
  });

  for (const name of ["ada", "bob", "dora", "eve", "fred"]) {
    const body = { token: await mailed(name, link) };
    await program.call("POST", "/v1/invites/preview", { body });
    sessions[name] = (await program.call("POST", "/v1/invites/accept", { body })).sessionToken;
  }
  await mailed("carl", link);
  await send("POST", `${carl}/resend-invite`, { language: "de" });
  made.inviteSecret = await mailed("carl", link, 2);
  await send("POST", `${hugo}/revoke-invite`);
}

/** Roles, assignments, and members who are disabled or removed. */
async function manage({ organization, send, members, made: { crm, wiki } }: Teller): Promise<void> {
  const [bob, dora, fred] = ["bob", "dora", "fred"].map(
    (name) => `${organization}/members/${members[name]}`,
  );
  const { solutionId: old } = await send("POST", `${organization}/solutions`, {
    name: "old",
    title: "Outdated",
  });
  await send("PATCH", `${bob}`, { userRole: "ADMIN" });
  await send("PATCH", `${fred}`, { userRole: "OWNER" });
  await send("PATCH", `${fred}`, { userRole: "CREATOR" });
  await send("POST", `${bob}/disable`);
  await send("POST", `${bob}/enable`);
  await send("PUT", `${bob}/solutions/${crm}`, { userRole: "USER" });
  await send("PUT", `${bob}/solutions/${crm}`, { userRole: "ADMIN" });
  await send("DELETE", `${bob}/solutions/${crm}`);
  await send("PATCH", `${bob}/solutions`, { assign: [{ solutionId: wiki }, { solutionId: old }] });
  await send("PATCH", `${bob}/solutions`, { unassign: [wiki] });
  await send("POST", `${fred}/disable`);
  await send("DELETE", `${dora}`);
  await send("DELETE", `${organization}/solutions/${old}`);
  await send("DELETE", `/v1/users/me/solutions/${crm}`, undefined, "ada");
  await send("PUT", `/v1/users/me/solutions/${crm}`, undefined, "ada");
}

/** Profiles, tokens, and signing in and up. */
async function beSomebody(teller: Teller): Promise<void> {
  const { program, organization, send, mailed, sessions, made } = teller;
  await send("PATCH", "/v1/users/me", { phone: "+44 20 7946 0000", name: "Ada B." }, "ada");
  await send("PUT", "/v1/users/me/settings", { theme: "dark", old: true }, "ada");
  await send("PUT", "/v1/users/me/settings", { theme: "light", width: 1.5e300 }, "ada");
  const scopes = ["users:view", "account:manage"];
  const laptop = await send("POST", "/v1/users/me/tokens", { name: "laptop", scopes }, "ada");
  const phone = await send("POST", "/v1/users/me/tokens", { name: "phone" }, "ada");
  made.token = laptop.tokenId;
  made.tokenSecret = laptop.secret;
  await program.call("GET", `${organization}/members`, { token: laptop.secret });
  await send("POST", `/v1/users/me/tokens/${laptop.tokenId}/extend-lease`, undefined, "ada");
  await send("DELETE", `/v1/users/me/tokens/${phone.tokenId}`, undefined, "ada");

  const verify = async (name: string, mail: number): Promise<string> => {
    const body = { email: addressOf(name), code: await mailed(name, /\b(\d{8})\b/, mail) };
    return (await program.call("POST", "/v1/sign-in/verify", { body })).sessionToken;
  };
  await program.call("POST", "/v1/sign-in", { body: { email: addressOf("ada") } });
  const token = await verify("ada", 2);
  await program.call("DELETE", "/v1/session", { token });
  const person = { firstName: "Zoe", lastName: "Example", organizationName: "Zoe's" };
  await program.call("POST", "/v1/sign-up", { body: { email: addressOf("zoe"), ...person } });
  sessions["zoe"] = await verify("zoe", 1);
}

/** Notifications, pushes and log entries. */
async function tell({ organization, send, members, made }: Teller): Promise<void> {
  // preload.ts answers for this endpoint; the keys are like those that a browser makes.
  const device = {
    endpoint: "https://push.example/1",
    keys: {
      p256dh:
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
      auth: "BTBZMqHH6r4Tts7J_aSIgg",
    },
  };
  await send("POST", "/v1/users/me/push-subscriptions", device, "bob");
  const notify = async (more: object): Promise<string> =>
    (await send("POST", `${organization}/notifications`, more)).notificationId;
  const content = { title: "Maintenance", text: "At noon" };
  const later = { startAt: new Date(Date.now() + 90 * 86_400_000).toISOString(), content };
  made.notification = await notify({ scope: "ORG", content });
  await notify({ scope: "SLN", solutionId: made.crm, content });
  const toBob = await notify({ scope: "USR", userIds: [members["bob"]], content });
  made.scheduled = await notify({ scope: "ORG", ...later });
  const withdrawn = await notify({ scope: "ORG", ...later });
  await send("DELETE", `${organization}/notifications/${withdrawn}`);
  await until("a notification is delivered", async () => {
    const { items } = await send("GET", "/v1/users/me/notifications", undefined, "bob");
    return items.find(({ notificationId }: { notificationId: string }) => notificationId === toBob);
  });
  await send("PATCH", `/v1/users/me/notifications/${toBob}`, { read: true }, "bob");

  const entry = { category: "sync", message: "3 records", correlationId: "run-1", app: "desk" };
  const entries = [
    { ...entry, level: "INFO", solutionId: made.crm },
    { ...entry, level: "ERROR", message: "refused", parameters: { tries: 2 } },
  ];
  await send("POST", `${organization}/logs`, { entries }, "ada");
}

/** Erasures, exports, and what operators do. */
async function operate({ program, organization, send, sessions }: Teller): Promise<void> {
  await program.muster("rotate-signing-key");
  await send("DELETE", "/v1/users/me", { forgetMe: true }, "eve");
  await program.muster("erase-user", "--email", addressOf("iris"), "--yes");
  const owner = sessions["olga"] ?? "";
  for (const format of ["ndjson", "csv", "cloudevents"]) {
    await program.download(`${organization}/export?format=${format}`, owner);
  }
  await program.download(`${organization}/changes?follow=false`, owner);
}

export const chapters = [organize, invite, manage, beSomebody, tell, operate];
