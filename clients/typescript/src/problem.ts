/** Turns problems (RFC 9457) into errors. */
import type { components } from "./schema.d.ts";

type Problem = components["schemas"]["Problem"];

/** A problem that the service returned; `code` identifies it. */
export class MusterProblem extends Error {
  override readonly name = "MusterProblem";
  readonly status: number;
  /** Stable, for programs; `unknown` if the response came from something else, such as a proxy. */
  readonly code: string;
  /** Identifies the request in the service's log and events. */
  readonly correlationId: string | undefined;
  /** The errors of an invalid input; otherwise empty. */
  readonly errors: NonNullable<Problem["errors"]>;

  constructor(body: unknown, { status, headers }: Response) {
    const problem: Partial<Problem> = isProblem(body) ? body : {};
    super(problem.detail ?? `The response has status ${status} and no problem document.`);
    this.status = status;
    this.code = problem.code ?? "unknown";
    this.correlationId = problem.correlationId ?? headers.get("X-Request-Id") ?? undefined;
    this.errors = problem.errors ?? [];
  }
}

/** What each method of the client returns. */
export type Answer<Data> =
  | { readonly data: Data; readonly error?: never; readonly response: Response }
  | { readonly data?: never; readonly error: unknown; readonly response: Response };

/** The data of an answer's successful form. */
export type DataOf<Each> = Each extends { readonly data: infer Data } ? Data : never;

/** Awaits an answer and returns its data. @throws MusterProblem if the request was refused */
export async function unwrap<Each extends Answer<unknown>>(
  answer: Promise<Each>,
): Promise<DataOf<Each>> {
  const { data, error, response } = await answer;
  if (!response.ok) throw new MusterProblem(error, response);
  return data as DataOf<Each>;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body;
}
