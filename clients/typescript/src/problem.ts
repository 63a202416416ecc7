/** Problems (RFC 9457) as errors that can be thrown. */
import type { components } from "./schema.d.ts";

type Problem = components["schemas"]["Problem"];

/** What the service answered in place of what was asked for. `code` tells which problem it is. */
export class MusterProblem extends Error {
  override readonly name = "MusterProblem";
  readonly status: number;
  /** Stable, for programs; `unknown` where the answer came from something else, such as a proxy. */
  readonly code: string;
  /** Ties the request to the service's log and events. */
  readonly correlationId: string | undefined;
  /** The faults of an invalid input; else empty. */
  readonly errors: NonNullable<Problem["errors"]>;

  constructor(answered: unknown, { status, headers }: Response) {
    const problem: Partial<Problem> = isProblem(answered) ? answered : {};
    super(problem.detail ?? `The answer was ${status}.`);
    this.status = status;
    this.code = problem.code ?? "unknown";
    this.correlationId = problem.correlationId ?? headers.get("X-Request-Id") ?? undefined;
    this.errors = problem.errors ?? [];
  }
}

/** What each method of the client answers. */
export type Answer<Data> =
  | { readonly data: Data; readonly error?: never; readonly response: Response }
  | { readonly data?: never; readonly error: unknown; readonly response: Response };

/** Waits for an answer and gives its data; throws a `MusterProblem` where it is one. */
export async function unwrap<Data>(asked: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await asked;
  if (!response.ok) throw new MusterProblem(error, response);
  return data as Data;
}

function isProblem(answered: unknown): answered is Problem {
  return typeof answered === "object" && answered !== null && "code" in answered;
}
