/** What an answer to the fuzz must be like. */
import type { PublishedSchemas } from "../support/published-schemas.ts";
import { type Cast, foreignCaller } from "./cast.ts";
import type { FuzzedRequest } from "./requests.ts";
import type { Answered } from "./send.ts";

/**
 * What is wrong with the answer.
 * @param logged the log entries that were accepted; they may hold any id, and are shown as they were sent
 */
export function faultsOf(
  published: PublishedSchemas,
  cast: Cast,
  request: FuzzedRequest,
  answer: Answered,
  logged = "",
): string[] {
  const { operation, caller, path, headers } = request;
  const { status, text } = answer;
  const contentType = (answer.headers["content-type"] ?? "").split(";")[0] ?? "";
  const faults: string[] = [];
  const code = /"code":"([\w-]+)"/.exec(text)?.[1];
  const isAwaited = code === "not-yet-visible" && headers["muster-min-position"] !== undefined;
  if (status >= 500 && !isAwaited) faults.push(`answered ${status} ${code ?? ""}`);
  if (status >= 400 && contentType !== "application/problem+json" && !isHealth(operation)) {
    faults.push(`answered ${status} as ${contentType || "nothing"}`);
  } else if (status !== 304) {
    const isEmpty = text === "" || status === 204;
    try {
      const isJson = /^application\/([\w-]+\+)?json$/.test(contentType);
      const body: unknown = isEmpty ? undefined : isJson ? JSON.parse(text) : text;
      // An address that names no operation is answered like one that does not exist.
      if (contentType !== "text/event-stream") {
        published.check(operation.method, operation.path, { ...answer, body });
      }
    } catch (error) {
      faults.push(`against its schema: ${String(error).slice(0, 1_000)}`);
    }
  }
  if (caller !== foreignCaller) {
    // One's own export holds what one's apps have logged, too.
    const isOfLogs = /^(List\w*Logs|ExportMyData)$/.test(operation.operationId);
    const sent = path + (request.body?.toString() ?? "") + (isOfLogs ? logged : "");
    const ids = Object.values(cast.foreign)
      .flat()
      .filter((id) => !sent.includes(id));
    for (const secret of [...cast.foreignTexts, ...ids]) {
      if (text.includes(secret)) faults.push(`shows ${secret} of another organization`);
    }
  }
  return faults;
}

const isHealth = ({ operationId }: { readonly operationId: string }): boolean =>
  operationId === "GetReadiness";
