/** Checks a request's input with its zod schemas and reports what is wrong with it. */
import Negotiator from "negotiator";
import type { FastifyRequest, FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import {
  type InputFault,
  invalidAt,
  invalidInput,
  RejectedError,
} from "../../commands/kit/rejected-error.ts";

type Issue = z.core.$ZodIssue;

/** Fastify passes `null` for an absent body; optional schemas expect `undefined`. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (data: unknown) => {
    const input = httpPart === "body" && data === null ? undefined : data;
    const result = schema.safeParse(input);
    if (result.success) return { value: result.data };
    return { error: refusal(httpPart ?? "body", result.error.issues) };
  };
};

/** The refusal for input that a route checks itself. */
export function refusalOf(part: string, error: z.ZodError | undefined): RejectedError {
  return refusal(part, error?.issues ?? []);
}

function refusal(part: string, issues: readonly Issue[]): RejectedError {
  // A malformed id gives 404.
  if (part === "params") return new RejectedError("not-found", "There is nothing at this address.");
  return invalidInput(issues.flatMap((issue) => faultsOf(part, issue)));
}

function faultsOf(part: string, issue: Issue): InputFault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerTo(part, [...issue.path, key]),
      detail: "is unknown",
    }));
  }
  const [inName] = issue.code === "invalid_key" ? issue.issues : [];
  return [{ pointer: pointerTo(part, issue.path), detail: (inName ?? issue).message }];
}

/** A JSON pointer (RFC 6901) into the body, `?name` for a query parameter, or a header's name. */
export function pointerTo(part: string, path: readonly PropertyKey[]): string {
  if (part === "headers") return String(path[0] ?? "");
  if (part === "querystring") return `?${String(path[0] ?? "")}`;
  return path
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** The refusal for a query parameter whose fault its schema cannot find. */
export function invalidParameter(name: string, detail: string): RejectedError {
  return invalidAt(`?${name}`, detail, `The query parameter ${name} is invalid.`);
}

/** The refusal for a header whose fault no schema finds. */
export function invalidHeader(name: string, detail: string): RejectedError {
  return invalidAt(name, detail, `${name} ${detail}.`);
}

/** With the charset that every answer has: who names it in `Accept` means the same type. */
const utf8 = ";charset=utf-8";

/** The media type that the client prefers (RFC 9110, 12.5.1); JSON if it prefers none of the others. */
export function preferredType<Other extends string>(
  { raw }: FastifyRequest,
  ...others: readonly Other[]
): Other | undefined {
  const offered = ["application/json", ...others].flatMap((type) => [type, type + utf8]);
  const found = new Negotiator(raw).mediaType(offered);
  return others.find((each) => found === each || found === each + utf8);
}
