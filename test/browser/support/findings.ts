/** What goes wrong in a browser while a test drives it: a finding that the test did not announce fails it. */
import type { BrowserContext, Request } from "playwright-core";

export interface Findings {
  /** Lets findings pass whose text contains the words or matches. */
  announce(expected: string | RegExp): void;
  /** The findings that nobody announced. */
  unexpected(): readonly string[];
  watch(context: BrowserContext): Promise<void>;
}

/** A page learns from the first that nobody is signed in. */
const ordinary: readonly (string | RegExp)[] = [/^401 GET \S*\/v1\/session$/];

export function collectFindings(): Findings {
  const findings: string[] = [];
  const announced = [...ordinary];
  const isAnnounced = (text: string): boolean =>
    announced.some((each) => (typeof each === "string" ? text.includes(each) : each.test(text)));
  const add = (text: string): void => void findings.push(text);
  return {
    announce: (expected) => void announced.push(expected),
    unexpected: () => findings.filter((text) => !isAnnounced(text)),
    watch: (context) => watch(context, add),
  };
}

async function watch(context: BrowserContext, add: (finding: string) => void): Promise<void> {
  context.on("console", (message) => {
    const text = message.text();
    // Chromium writes these lines for what the listeners below tell more exactly.
    if (text.startsWith("Failed to load resource") || text.includes("Content Security Policy")) {
      return;
    }
    if (message.type() === "error" || message.type() === "warning") {
      add(`${message.type()} in the console: ${text} (${message.location().url})`);
    }
  });
  context.on("weberror", (failure) => add(`error in the page: ${failure.error().stack}`));
  context.on("request", (request) => {
    if (!isLocal(request.url())) add(`request beyond this machine: ${named(request)}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) add(`${response.status()} ${named(response.request())}`);
  });
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // A page that is left ends its requests.
    if (reason !== "net::ERR_ABORTED") add(`request failed: ${named(request)}: ${reason}`);
  });
  context.on("page", (page) => {
    page.on("websocket", (socket) => add(`web socket: ${socket.url()}`));
    page.on("crash", () => add(`the page crashed: ${page.url()}`));
  });
  await context.exposeBinding("tellTest", (_source, finding: string) => add(finding));
  await context.addInitScript({ content: tellViolations });
}

/** Runs in the page. */
const tellViolations = `addEventListener("securitypolicyviolation", (violation) => {
  const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = violation;
  const place = sourceFile + ":" + lineNumber + " " + sample;
  tellTest("against the policy: " + effectiveDirective + " blocks " + blockedURI + " at " + place);
});`;

/** As tests announce it: without the origin, without the query. */
function named(request: Request): string {
  const { pathname, origin } = new URL(request.url());
  return `${request.method()} ${isLocal(request.url()) ? pathname : origin + pathname}`;
}

function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return !/^(https?|wss?):$/.test(protocol) || hostname === "127.0.0.1" || hostname === "localhost";
}
