/** What comes in: how it is checked, and how its faults are named. */
import type { FastifyRequest, FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import {
  type InputFault,
  invalidAt,
  invalidInput,
  RejectedError,
} from "../../commands/kit/rejected-error.ts";

type Issue = z.core.$ZodIssue;

/** Checks a part of a request with its zod schema; an absent body is `undefined`, not `null`. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (data: unknown) => {
    const input = httpPart === "body" && data === null ? undefined : data;
    const result = schema.safeParse(input);
    if (result.success) return { value: result.data };
    return { error: refusal(httpPart ?? "body", result.error.issues) };
  };
};

/** What is wrong with a part of the input that was checked by itself. */
export function refusalOf(part: string, error: z.ZodError | undefined): RejectedError {
  return refusal(part, error?.issues ?? []);
}

function refusal(part: string, issues: readonly Issue[]): RejectedError {
  // An id that cannot be one names nothing.
  if (part === "params") return new RejectedError("not-found", "There is nothing at this address.");
  return invalidInput(issues.flatMap((issue) => faultsOf(part, issue)));
}

function faultsOf(part: string, issue: Issue): InputFault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerTo(part, [...issue.path, key]),
      detail: "is not known here",
    }));
  }
  return [{ pointer: pointerTo(part, issue.path), detail: issue.message }];
}

/** A JSON pointer (RFC 6901) into the body, `?name` for a query parameter, or a header's name. */
export function pointerTo(part: string, path: readonly PropertyKey[]): string {
  if (part === "headers") return String(path[0] ?? "");
  if (part === "querystring") return `?${String(path[0] ?? "")}`;
  return path
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** One fault of a query parameter that no schema can tell. */
export function invalidParameter(name: string, detail: string): RejectedError {
  return invalidAt(`?${name}`, detail, `The query parameter ${name} is invalid.`);
}

/** A client that takes JSON too gets JSON. */
export function wantsCsv({ headers: { accept = "" } }: FastifyRequest): boolean {
  return accept.includes("text/csv") && !accept.includes("application/json");
}
