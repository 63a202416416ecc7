/** Answers every error as a problem (RFC 9457) without stack traces, SQL or secrets. */
import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { invalidAt, RejectedError } from "../../commands/kit/rejected-error.ts";
import { LimitExceeded, UnknownEvent } from "../../eventstore/errors.ts";
import { isTransient } from "../../eventstore/transient.ts";
import { isUnsafe } from "../kit/command-context.ts";
import { secured } from "./security-headers.ts";
import { basePathOf } from "../kit/public-path.ts";
import { problemBody, type ProblemCode, type Refusal } from "../kit/problem-table.ts";

/** The defaults for `Retry-After` of what takes longer than other reasons. */
const secondsByCode: Partial<Readonly<Record<ProblemCode, number>>> = {
  "upgrade-in-progress": 5,
  "set-aside": 60,
};

const retrySeconds = (code: ProblemCode): number => secondsByCode[code] ?? 1;

/** The refusals for Fastify's own errors, by error code. */
const fastifyErrors: Readonly<Record<string, () => Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => ({ code: "too-large" }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => ({ code: "unsupported-media-type" }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    invalid("The body's length does not match Content-Length."),
  FST_ERR_BAD_URL: addressNotFound,
  FST_ERR_MAX_PARAM_LENGTH: addressNotFound,
};

export function useProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answer(error, request, reply));
  app.setNotFoundHandler((request, reply) => answer(addressNotFound(), request, reply));
}

export function answer(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const text = toProblem(error, request, reply);
  return reply.serializer(() => text).send(text);
}

/** Makes the answer a problem. @returns its body */
export function toProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): string {
  const refused = refusalOfError(error, request);
  const { retryAt } = refused;
  const publicUrl = request.server.services.publicUrl();
  const { status, ...body } = problemBody(refused, publicUrl);
  if (status === 401) reply.header("www-authenticate", 'Bearer realm="muster"');
  if (retryAt !== undefined || status === 503 || status === 429) {
    reply.header("retry-after", secondsUntil(refused, request));
  }
  const [path = ""] = request.url.split("?");
  const instance = basePathOf(publicUrl) + path;
  const problem = { ...body, status, instance, correlationId: request.id };
  secured(reply).code(status).type("application/problem+json");
  return JSON.stringify(problem);
}

/** What the error means for the caller. Notes it in the log. */
export function refusalOfError(error: unknown, request: FastifyRequest): Refusal {
  const refused = refusalIn(error, request);
  if (refused.code === "internal") request.log.error({ err: error }, "a request failed");
  request.problemCode = refused.code;
  return refused;
}

/** Answers malformed HTTP on the bare connection and closes it. */
export function answerOnSocket(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  problemOnSocket(parserErrors[error.code ?? ""] ?? "invalid-input", socket);
}

/** How long a client may take to read the answer before its connection is cut. */
const lastWordsMilliseconds = 2_000;

/** Answers on a connection that no longer belongs to HTTP, and closes it, also if its client does not. */
export function problemOnSocket(code: ProblemCode, socket: Socket): void {
  socket.on("error", () => socket.destroy());
  setTimeout(() => socket.destroy(), lastWordsMilliseconds).unref();
  socket.resume();
  const { status, ...problem } = problemBody({ code });
  const correlationId = randomUUID();
  const body = JSON.stringify({ ...problem, status, instance: "", correlationId });
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
      "Content-Type: application/problem+json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${correlationId}`,
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}

/** Node's errors while it parses a request, by error code. */
const parserErrors: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: "too-large",
  ERR_HTTP_REQUEST_TIMEOUT: "request-timeout",
};

function refusalIn(error: unknown, request: FastifyRequest): Refusal {
  if (error instanceof RejectedError) return error;
  if (isTransient(error)) {
    const detail = isUnsafe(request)
      ? "The storage did not answer, and the change may have been made. Repeat it with the same Idempotency-Key."
      : "The storage cannot be reached. Try again.";
    return new RejectedError("unavailable", detail);
  }
  if (error instanceof LimitExceeded) {
    return new RejectedError(
      "limit-reached",
      `The change is too large to be stored: ${error.message}.`,
    );
  }
  if (error instanceof UnknownEvent) {
    const detail = "A newer version of the service wrote this. This instance is not upgraded yet.";
    return new RejectedError("upgrade-in-progress", detail);
  }
  const { code, statusCode } = error as Partial<FastifyError>;
  const known = code === undefined ? undefined : fastifyErrors[code]?.();
  if (known !== undefined) return known;
  if (statusCode === 400) return invalid("The request is malformed.");
  if (statusCode === 404) return addressNotFound();
  if (statusCode === 412) return { code: "precondition-failed" };
  if (statusCode === 413) return { code: "too-large" };
  if (statusCode === 415) return { code: "unsupported-media-type" };
  return { code: "internal" };
}

function addressNotFound(): RejectedError {
  return new RejectedError("not-found", "There is nothing at this address.");
}

function invalid(detail: string): RejectedError {
  return invalidAt("", detail, detail);
}

function secondsUntil({ code, retryAt }: Refusal, request: FastifyRequest): number {
  if (retryAt === undefined) return retrySeconds(code);
  const now = request.server.services.clock().getTime();
  return Math.max(1, Math.ceil((Date.parse(retryAt) - now) / 1000));
}
