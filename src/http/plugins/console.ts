/**
 * Serves the built console (decision 0028): its files, and index.html at every address that is not the
 * API's and is asked for by a browser, so that its own router shows the page.
 */
import { randomBytes } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { RejectedError } from "../../commands/kit/rejected-error.ts";
import { escapeHtml } from "../../domain/organization/mail-markup.ts";
import { sendAsIs } from "../kit/answers.ts";
import { consolePathOf, restRoute } from "../kit/api-paths.ts";
import { basePathOf } from "../kit/public-path.ts";
import { consolePolicy, mailPreviewPolicy } from "./console-policy.ts";

/** Where `npm run build` puts the console. */
const built = fileURLToPath(new URL("../../../console/dist", import.meta.url));

/** No name begins with a dot, so that no path leaves the folder or names a hidden file. */
const fileName = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

/** The names of these have a hash of their content. */
const isHashed = (path: string): boolean => path.startsWith("assets/");

/** @param folder of the built console; it may be built, or built again, while the service runs */
export async function useConsole(app: FastifyInstance, folder = built): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    acceptRanges: false,
    index: false,
    dotfiles: "ignore",
    suppressWarning: true,
    // Only for files that are sent: a browser must not keep a refusal for a year.
    setHeaders: (reply, path) =>
      setFileHeaders(reply, relative(folder, path.replace(/\.(br|gz)$/, ""))),
  });
  app.get(
    restRoute,
    { config: { isPublic: true }, schema: { hide: true } },
    async (request, reply) => {
      const path = consolePathOf(request);
      if (path === undefined) throw nothingHere();
      if (path !== "index.html" && (await isFile(folder, path))) return reply.sendFile(path);
      if (!isPageWanted(request, path)) throw nothingHere();
      return sendPage(reply, folder);
    },
  );
}

function nothingHere(): RejectedError {
  return new RejectedError("not-found", "There is nothing at this address.");
}

async function isFile(folder: string, path: string): Promise<boolean> {
  if (!fileName.test(path)) return false;
  const found = await stat(join(folder, path)).catch(() => undefined);
  return found?.isFile() === true;
}

function setFileHeaders(reply: FastifyReply, path: string): void {
  if (path === "mail-preview.html") {
    reply.headers({
      "content-security-policy": mailPreviewPolicy,
      "x-frame-options": "SAMEORIGIN",
    });
    // Would keep a sandboxed page from being shown.
    reply.removeHeader("cross-origin-opener-policy");
  } else {
    reply.header("content-security-policy", consolePolicy());
  }
  if (isHashed(path)) {
    reply.headers({
      "cache-control": "public, max-age=31536000, immutable",
      // The mail preview is sandboxed, so it loads its script from another origin's point of view. Nothing
      // in these files is secret.
      "cross-origin-resource-policy": "cross-origin",
      "access-control-allow-origin": "*",
    });
  } else {
    reply.header("cache-control", "no-cache");
  }
}

/** Scripts and programs, which want a file or data, accept anything, but do not name HTML. */
function isPageWanted({ headers: { accept = "" } }: FastifyRequest, path: string): boolean {
  if (path === "" || path === "index.html") return true;
  // A missing one is a file of another build, whoever asks: a page would be kept or run in its place.
  if (isHashed(path)) return false;
  return accept.split(",").some((each) => {
    const [type, ...parameters] = each.split(";").map((part) => part.trim().toLowerCase());
    return type === "text/html" && !parameters.some((part) => /^q=0(\.0*)?$/.test(part));
  });
}

async function sendPage(reply: FastifyReply, folder: string): Promise<FastifyReply> {
  const template = await readFile(join(folder, "index.html"), "utf8").catch(() => undefined);
  const base = `${escapeHtml(basePathOf(reply.server.services.publicUrl()))}/`;
  if (template === undefined) return sendAsIs(reply.code(503), htmlType, notBuilt(base));
  const nonce = randomBytes(18).toString("base64url");
  const page = template.replaceAll("/__BASE__/", () => base).replaceAll("__NONCE__", nonce);
  reply.headers({ "content-security-policy": consolePolicy(nonce), "cache-control": "no-cache" });
  return sendAsIs(reply, htmlType, page);
}

const htmlType = "text/html; charset=utf-8";

const notBuilt = (base: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Muster</title>
<h1>The console is not built</h1>
<p>Run <code>npm run build</code>, then reload this page. The API works without it: see <a href="${base}docs">docs</a>.</p>
</html>
`;
