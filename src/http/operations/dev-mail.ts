/**
 * /dev/mail: shows the mails of a trial, which are files, to the person at the machine (decision 0028). So
 * they click an invitation's link without a mail server. It is not there in any other configuration.
 */
import { createHash } from "node:crypto";
import { isIP } from "node:net";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import ipaddr from "ipaddr.js";
import { RejectedError } from "../../commands/kit/rejected-error.ts";
import { escapeHtml } from "../../domain/organization/mail-markup.ts";
import { type Config, isLoopback, isTrial } from "../../platform/config.ts";
import { mailFolderIn } from "../../platform/mail/files.ts";
import { type KeptMail, keptMail, newestMails } from "../../platform/mail/read-files.ts";
import { sendAsIs } from "../kit/answers.ts";

const atMost = 100;
const html = "text/html; charset=utf-8";

const style = `
  html, body { height: 100%; margin: 0; font: 1rem/1.4 system-ui, sans-serif; color-scheme: light dark }
  body { display: grid; grid-template-columns: minmax(16rem, 1fr) 3fr }
  nav { overflow: auto; padding: 1rem }
  nav a { display: block; padding: .5rem 0; text-decoration: none }
  nav small { display: block }
  iframe { border: 0; width: 100%; height: 100%; background: white }
`;
const styleHash = createHash("sha256").update(style).digest("base64");
const listPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Links open in a window of their own, which is a usual page again. */
const sandbox = "allow-popups allow-popups-to-escape-sandbox";
const mailPolicy = `default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox ${sandbox}`;

export async function devMailRoutes(
  app: FastifyInstance,
  { config }: { readonly config: Config },
): Promise<void> {
  if (!isTrial(config)) return;
  const folder = mailFolderIn(config.DATA_DIR);

  show("/dev/mail", async (_request, reply) => {
    reply.header("content-security-policy", listPolicy);
    return sendAsIs(reply, html, listPage(await newestMails(folder, atMost)));
  });

  // Not a parameter, whose length is bounded.
  show("/dev/mail/*", async (request, reply) => {
    const { "*": name } = request.params as { readonly "*": string };
    const mail = await keptMail(folder, name);
    if (mail === undefined) throw nothingHere();
    reply.headers({ "content-security-policy": mailPolicy, "x-frame-options": "SAMEORIGIN" });
    return sendAsIs(reply, html, `<!doctype html><base target="_blank">${mail.html}`);
  });

  function show(
    url: string,
    answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
  ): void {
    app.get(url, { config: { isPublic: true }, schema: { hide: true } }, async (request, reply) => {
      if (!isFromHere(request)) throw nothingHere();
      return answer(request, reply);
    });
  }
}

function nothingHere(): RejectedError {
  return new RejectedError("not-found", "There is nothing at this address.");
}

/**
 * Comes the request from this machine, from no page of another origin, and past no proxy? The name in `Host`
 * must be this machine's too: a name of somebody's own may lead here (DNS rebinding).
 */
function isFromHere({ raw, headers }: FastifyRequest): boolean {
  const { remoteAddress: peer = "" } = raw.socket;
  const isLocalPeer = isIP(peer) > 0 && ipaddr.process(peer).range() === "loopback";
  const url = `http://${headers.host ?? ""}/`;
  const isLocalName = URL.parse(url) !== null && isLoopback(url);
  const isPassedOn = Object.keys(headers).some((name) => ofProxies.test(name));
  // nginx adds no header by itself, but asks by HTTP/1.0, which no browser does.
  return isLocalPeer && isLocalName && !isPassedOn && raw.httpVersion !== "1.0";
}

/** Headers of proxies and tunnels, and `Origin`, which pages send to another origin. */
const ofProxies =
  /^(origin|forwarded|via|x-forwarded-.*|x-original-.*|x-real-ip|(x|true|fly|fastly|x-cluster)-client-ip|x-envoy-.*|cf-.*)$/;

function listPage(mails: readonly KeptMail[]): string {
  const links = mails.map(
    ({ name, to, subject, date }) =>
      `<a href="mail/${encodeURIComponent(name)}" target="mail">${escapeHtml(subject)}<small>${escapeHtml(to)}, ${escapeHtml(date)}</small></a>`,
  );
  const [first] = mails;
  const shown = first && ` src="mail/${encodeURIComponent(first.name)}"`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mails of Muster</title>
<style>${style}</style>
</head>
<body>
<nav>
<h1>Mails</h1>
<p>${mails.length === 0 ? "None yet. Invite somebody, then reload this page." : `The newest ${atMost} at most. Reload this page to see new ones.`}</p>
${links.join("\n")}
</nav>
<iframe name="mail" title="The chosen mail" sandbox="${sandbox}"${shown ?? ""}></iframe>
</body>
</html>
`;
}
