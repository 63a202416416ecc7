/**
 * Refuses requests that are not what they seem: HTTP that other programs on the way may read in another
 * way, and addresses whose text would have to be guessed. Node's own refusals have no body.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { invalidAt, RejectedError } from "../../commands/kit/rejected-error.ts";
import { problemOnSocket } from "./problems.ts";

/**
 * How long the address and all headers of a request may be: 64 KiB for an address with a filter at its limits,
 * each byte of it percent-encoded, and 16 KiB for the headers.
 */
const headBytes = 80 * 1024;

/** For Fastify's `http` option: `useRawRequests` answers a request without a host. */
export const serverOptions = { requireHostHeader: false, maxHeaderSize: headBytes } as const;

export function useRawRequests(app: FastifyInstance): void {
  app.server.on("connect", (_request: IncomingMessage, socket: Socket) =>
    problemOnSocket("not-found", socket),
  );
  // Without a listener, Node answers an unknown `Expect` itself.
  app.server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) =>
    app.routing(request, response),
  );
  app.addHook("onRequest", ({ raw }, _reply, done) => {
    requireSingleHeaders(raw);
    requireKnownExpectation(raw);
    requireReadableAddress(raw.url ?? "");
    done();
  });
}

/**
 * Node keeps the first of each and drops the others, which a proxy on the way may have read instead; of keys
 * it makes one that nobody sent.
 */
const single = ["Host", "Authorization", "Content-Type", "Idempotency-Key"];

function requireSingleHeaders({ rawHeaders, httpVersion }: IncomingMessage): void {
  const counts = new Map<string, number>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? "";
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  for (const name of single) {
    const count = counts.get(name.toLowerCase()) ?? 0;
    const isMissing = count === 0 && name === "Host" && httpVersion !== "1.0";
    if (count < 2 && !isMissing) continue;
    throw invalidAt(name, "must be sent once", `Send the header ${name} exactly once.`);
  }
}

function requireKnownExpectation({ headers }: IncomingMessage): void {
  const { expect } = headers;
  const known = /^[\s,]*100-continue(?:[\s,]+100-continue)*[\s,]*$/i;
  if (expect === undefined || known.test(expect)) return;
  throw new RejectedError("expectation-failed", "The only known expectation is 100-continue.");
}

/** @throws RejectedError `invalid-input` for text that is not percent-encoded UTF-8 */
function requireReadableAddress(address: string): void {
  if (!/^[\x21-\x7e]*$/.test(address)) {
    const detail = "must be ASCII; percent-encode other characters";
    throw invalidAt("", detail, `The address ${detail}.`);
  }
  const start = address.indexOf("?");
  if (start === -1 || !address.includes("%", start)) return;
  for (const parameter of address.slice(start + 1).split("&")) {
    if (isDecodable(parameter)) continue;
    const [name = ""] = parameter.split("=");
    const detail = "must be percent-encoded UTF-8";
    throw invalidAt(`?${name}`, detail, `A query parameter ${detail}.`);
  }
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
