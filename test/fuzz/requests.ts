/** Makes requests for an operation of the contract: plausible ones, with a few hostile parts. */
import {
  type Ground,
  idFor,
  oddNumbers,
  oddTexts,
  oddTimes,
  oddValue,
  plausible,
  type Schema,
} from "./values.ts";

export interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema: Schema;
}

export interface FuzzedOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
}

export interface FuzzedRequest {
  readonly operation: FuzzedOperation;
  readonly caller: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
}

/** Asked less often, because they end the caller's access or take long. */
const rare = new Set(["SignOut", "EraseMe", "DeleteOrganization", "ExportEvents"]);

export function nextRequest(ground: Ground, operations: readonly FuzzedOperation[]): FuzzedRequest {
  const { random, cast } = ground;
  let operation = random.pick(operations);
  if (rare.has(operation.operationId) && random.chance(80)) operation = random.pick(operations);
  const caller = random.pick([...Object.keys(cast.callers), "owner", "owner", "admin"]);
  const isHostile = random.chance(65);
  const { body, type } = bodyFor(ground, operation, isHostile && random.chance(60));
  return {
    operation,
    caller,
    method: operation.method,
    path: pathFor(ground, operation, isHostile) + queryFor(ground, operation, isHostile),
    headers: {
      ...(type !== undefined && { "content-type": type }),
      ...credentialOf(ground, caller),
      ...(isHostile && headersFor(ground)),
    },
    body,
  };
}

function credentialOf({ random, cast }: Ground, caller: string): Record<string, string> {
  if (caller === "garbage") {
    const value = random.pick([
      "Bearer",
      "Basic b3duZXI6b3duZXI=",
      "Bearer mst_pat_garbage",
      `Bearer mst_ses_${"0".repeat(46)}`,
      `Bearer ${"x".repeat(9_000)}`,
      "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.",
    ]);
    return random.chance(70) ? { authorization: value } : { cookie: `muster_session=${value}` };
  }
  const credential = cast.callers[caller];
  if (credential === undefined) return {};
  if (!credential.startsWith("mst_ses_") || random.chance(85)) {
    return { authorization: `Bearer ${credential}` };
  }
  const origin = random.pick(["http://muster.test", "https://evil.example", "null"]);
  const from = random.pick(["same-origin", "cross-site", "none"]);
  return { cookie: `muster_session=${credential}`, origin, "sec-fetch-site": from };
}

function pathFor(ground: Ground, { path }: FuzzedOperation, isHostile: boolean): string {
  const { random, cast } = ground;
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (isHostile && random.chance(8)) return random.pick([...rawSegments, ...encodedTexts]);
    return name === "language" ? random.pick(["en", "de"]) : idFor(random, cast, name);
  });
}

/** Without `%2e%2e`, which a URL resolves: it makes the path of another operation, too. */
const rawSegments = [
  "%00",
  "%FF",
  "%ED%A0%80",
  "%E0%A4%A",
  "..%2f..",
  "%2e%2e%2e",
  "a".repeat(300),
];
/** Without `me`, which makes the path of another operation. */
const encodedTexts = oddTexts
  .filter((text) => text !== "" && text !== "me" && text.length < 100)
  .map((text) => encodeURIComponent(text));

function queryFor(ground: Ground, { parameters }: FuzzedOperation, isHostile: boolean): string {
  const { random } = ground;
  const parts: string[] = [];
  for (const { in: place, name, schema } of parameters) {
    // Following and waiting need a client that hangs up; the tests of changes and of the feed do that.
    if (name === "follow") parts.push("follow=false");
    if (place !== "query" || name === "follow" || name === "wait" || random.chance(65)) continue;
    const odd = random.pick([...oddTexts, ...oddTimes, ...oddNumbers.map(String)]);
    const text = isHostile && random.chance(60) ? odd : textOf(plausible(ground, schema, name));
    parts.push(`${name}=${encodeURIComponent(text.slice(0, 2_000).toWellFormed())}`);
    if (isHostile && random.chance(10)) parts.push(random.pick(oddPartsFor(name)));
  }
  if (isHostile && random.chance(3)) parts.push(random.pick(["unknown=1", "__proto__=1", "&&=&"]));
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

const oddPartsFor = (name: string): readonly string[] => [
  `${name}=2`,
  `${name}[a]=1`,
  `${name}[]=1`,
  `${name}=%E0%A4%A`,
  `${name}=%00`,
  name,
];

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(",");
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

function headersFor({ random }: Ground): Record<string, string> {
  const printable = oddTexts.filter((text) => /^[\x20-\x7e]{0,200}$/.test(text));
  const odd = (...plausibleOnes: readonly string[]) =>
    random.pick([...plausibleOnes, ...plausibleOnes, ...plausibleOnes, ...printable]);
  const makers: Readonly<Record<string, () => string>> = {
    "if-match": () => odd('"0"', '"1"', 'W/"1"', '"09"', "*", '"1", "2"', '"999999999999"'),
    "if-none-match": () => odd('"0"', "*"),
    "idempotency-key": () => odd("one", "two", `key-${random.below(1e6)}`),
    range: () => odd("bytes=0-1", "bytes=-1", "items=0-1"),
    accept: () =>
      odd("text/csv", "application/json", "application/x-ndjson", "text/event-stream", "image/png"),
    "muster-min-position": () => odd("0", "1", "-1", "01"),
    "x-request-id": () => odd("id-1"),
    traceparent: () => odd("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
    "last-event-id": () => odd("0", "1", "999999999999999999999"),
    origin: () => odd("http://muster.test", "https://evil.example"),
    cookie: () => odd("muster_session=x", "muster_session=%00; muster_session=", "a=b; c"),
    "content-encoding": () => odd("gzip", "identity"),
    "x-http-method-override": () => odd("DELETE", "GET"),
    "x-forwarded-for": () => odd("127.0.0.1", "::1, 10.0.0.1"),
    "accept-language": () => odd("de", "en;q=nonsense"),
    expect: () => odd("100-continue"),
    upgrade: () => odd("websocket"),
  };
  const chosen = Object.entries(makers).filter(([name]) =>
    random.chance(name === "content-encoding" || name === "expect" ? 2 : 10),
  );
  // The service would wait for a position far ahead.
  const headers = chosen.map(([name, make]) => [name, make()] as const);
  return Object.fromEntries(
    headers.filter(([name, value]) => name !== "muster-min-position" || !/^\d{3,}$/.test(value)),
  );
}

interface Body {
  readonly body?: Buffer;
  readonly type?: string;
}

function bodyFor(ground: Ground, { requestBody, method }: FuzzedOperation, isOdd: boolean): Body {
  const { random } = ground;
  const json = requestBody?.content["application/json"]?.schema;
  if (json === undefined) {
    const isSent = isOdd && method !== "GET" && random.chance(30);
    return isSent ? sent(JSON.stringify(oddValue(random))) : {};
  }
  if (isOdd && requestBody?.content["text/csv"] !== undefined && random.chance(30)) {
    return { body: Buffer.from(tableFor(ground)), type: "text/csv" };
  }
  const value = plausible(ground, json);
  if (!isOdd) return sent(JSON.stringify(value));
  const text = JSON.stringify(mutated(ground, value, 0)) ?? "";
  if (random.chance(70)) return sent(text);
  return random.pick(damages)(ground, text);
}

const sent = (text: string): Body => ({ body: Buffer.from(text), type: "application/json" });

/** The value with a hostile one somewhere in it. */
function mutated(ground: Ground, value: unknown, depth: number): unknown {
  const { random } = ground;
  if (random.chance(depth === 0 ? 4 : 30)) return oddValue(random);
  if (Array.isArray(value) && value.length > 0) {
    const at = random.below(value.length);
    return value.map((each, index) => (index === at ? mutated(ground, each, depth + 1) : each));
  }
  if (typeof value !== "object" || value === null) return oddValue(random);
  const entries = Object.entries(value);
  if (entries.length === 0 || random.chance(15)) {
    return { ...value, [random.pick(oddTexts)]: oddValue(random) };
  }
  const [name] = random.pick(entries);
  const rest = entries.filter(([each]) => each !== name);
  if (random.chance(20)) return Object.fromEntries(rest);
  const inner = (value as Record<string, unknown>)[name];
  return Object.fromEntries([...rest, [name, mutated(ground, inner, depth + 1)]]);
}

/** Bodies that are no JSON of the schema at all, or too much of it. */
const damages: readonly ((ground: Ground, text: string) => Body)[] = [
  ({ random }, text) => sent(text.slice(0, random.below(text.length + 1))),
  ({ random }, text) => {
    const bytes = Buffer.from(text);
    if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
    return { body: bytes, type: "application/json" };
  },
  (_ground, text) => sent(`\ufeff${text}`),
  (_ground, text) => sent(text.replace("{", '{"__proto__":{"isAdmin":true},')),
  (_ground, text) => sent(text.replaceAll(/\d+/g, "1e400")),
  (_ground, text) => sent(text + text),
  () => sent(`{"\\u0061":[${"[],".repeat(300_000)}[]]}`),
  () => sent(`{"entries":[${"null,".repeat(31_000)}null]}`),
  () => sent(`{"members":[${"{},".repeat(4_900)}{}]}`),
  () => sent("[".repeat(100_000)),
  () => sent(`{${Array.from({ length: 499 }, (_, index) => `"k${index}":0`).join(",")}}`),
  () => sent(JSON.stringify({ name: "\\".repeat(30_000) })),
  (_ground, text) => ({ body: Buffer.from(text), type: "text/plain" }),
  (_ground, text) => ({ body: Buffer.from(text), type: "application/json; charset=latin1" }),
  (_ground, text) => ({ body: Buffer.from(text), type: "application/merge-patch+json" }),
  (_ground, text) => ({ body: Buffer.from(text) }),
];

function tableFor({ random }: Ground): string {
  const header = random.pick([
    "email,firstName,lastName",
    "email,firstName,lastName,userRole,solutions",
    "lastName,email",
    "email,email,firstName,lastName",
    "\ufeffemail;firstName;lastName",
  ]);
  const cells = ["a@example.com", "Ada", '"un"quoted"', '"', "=1+1", ...oddTexts];
  const rows = Array.from({ length: random.pick([0, 1, 3, 50]) }, () =>
    header
      .split(",")
      .map(() => random.pick(cells))
      .join(","),
  );
  return [header, ...rows].join(random.pick(["\n", "\r\n"]));
}
