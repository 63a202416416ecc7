/** Configuration from environment variables, checked once at the start. */
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { budgetEntries, type Limits, limitsWith, variableOf } from "../domain/budgets.ts";
import { email, line } from "../domain/primitives.ts";
import { StartupError } from "./startup-error.ts";

const address = (protocol: RegExp, example: string) =>
  z.url({ protocol, error: `must be an address such as ${example}`, abort: true });

const webAddress = (example: string) => address(/^https?$/, example);

const masterKey = z
  .base64({ error: "must be 32 bytes in base64: openssl rand -base64 32" })
  .transform((text) => Buffer.from(text, "base64"))
  .refine((key) => key.length === 32, "must be exactly 32 bytes in base64");

/** OpenID Connect Discovery 1.0, section 3. Without TLS, anybody in transit could replace the keys. */
function isIssuer(url: string): boolean {
  const { protocol, username, password } = new URL(url);
  const isSafe = protocol === "https:" || isLoopback(url);
  return isSafe && username === "" && password === "" && !/[?#]/.test(url);
}

/** It is shown to people, and its path is that of a cookie. */
function isPublishable(url: string): boolean {
  const { username, password, pathname } = new URL(url);
  return username === "" && password === "" && !pathname.includes(";");
}

const digits = (pattern: RegExp, message: string) =>
  z.string().regex(pattern, message).transform(Number);

const portNumber = digits(/^\d{1,5}$/, "must be a port number such as 3000").refine(
  (port) => port <= 65_535,
  "must be at most 65535",
);

/** A number of which there is at least one. */
const count = digits(/^\d{1,9}$/, "must be a number").refine(
  (number) => number >= 1,
  "must be at least 1",
);

/** As browsers write it, without a slash at its end: paths are appended. */
const baseAddress = (example: string) =>
  webAddress(example)
    .refine(
      (url) => !/[?#]/.test(url) && !new URL(url).pathname.includes("//"),
      "must have no query, no fragment and no empty part of its path",
    )
    .transform((url) => new URL(url).href.replace(/\/+$/, ""));

const commaSeparated = z.string().transform((text) =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== ""),
);

/** As in a browser's `Origin` header. Never `*`: the answers are for signed-in people. */
const origins = commaSeparated.refine(
  (list) => list.every((each) => /^https?:[^*]+$/.test(each) && URL.parse(each)?.origin === each),
  "must be origins such as https://app.example.com, without a path, separated by commas",
);

/**
 * Addresses and networks of proxies. A number of hops or "all" is refused: a client that reaches the
 * service directly could then claim any address.
 */
const proxies = commaSeparated.refine(
  (list) => list.every(isNetwork),
  "must be the addresses of proxies, such as 10.0.0.0/8,::1, separated by commas",
);

function isNetwork(text: string): boolean {
  if (["loopback", "linklocal", "uniquelocal"].includes(text)) return true;
  const [address = ""] = text.split("/");
  // Node's check too, because the library reads 10 as 0.0.0.10.
  return isIP(address) > 0 && (address === text || ipaddr.isValidCIDR(text));
}

const schema = z
  .object({
    NODE_ENV: z.string().optional(),
    HOST: z.string().default("127.0.0.1"),
    PORT: portNumber.default(3000),
    DATA_DIR: z.string().default(".data"),
    LOG_LEVEL: z
      .enum(
        ["trace", "debug", "info", "warn", "error", "fatal", "silent"],
        "must be trace, debug, info, warn, error, fatal or silent",
      )
      .default("info"),
    LOG_FORMAT: z
      .enum(["auto", "json"], "must be auto (readable on a terminal, JSON elsewhere) or json")
      .default("auto"),
    SIGN_UP: z.enum(["open", "closed"], "must be open or closed").default("open"),
    REGION: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/,
        "must be a name such as eu-central-1: letters, digits, dots, dashes and underscores, at most 40",
      )
      .default("local"),
    BOOTSTRAP_EMAIL: email.default("owner@example.com"),
    BOOTSTRAP_ORGANIZATION: line(200).default("My organization"),
    DATABASE_URL: address(
      /^postgres(ql)?$/,
      "postgres://user:password@host:5432/muster",
    ).optional(),
    // Not `z.url()`: a cluster's address has several hosts, which no URL has.
    EVENTSTORE_URL: z
      .string()
      .regex(
        /^(esdb|kurrentdb)(\+discover)?:\/\/[^\s/]+/,
        "must be an address such as esdb://host:2113?tls=false",
      )
      .optional(),
    SMTP_URL: address(/^smtps?$/, "smtp://user:password@host:587").optional(),
    MAIL_FROM: line(320)
      .regex(
        /^(?:[^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
        "must be an address, alone or after a name, such as Muster <muster@example.com>",
      )
      .default("Muster <muster@localhost>"),
    // Unchanged, with a slash at its end: issuers are compared character by character.
    OIDC_ISSUER: webAddress("https://login.example.com")
      .refine(
        isIssuer,
        "must be https (http only for this machine), without user, query or fragment",
      )
      .optional(),
    OIDC_AUDIENCE: line(500).optional(),
    OIDC_CLIENT_ID: line(500).optional(),
    OIDC_CLIENT_SECRET: line(500).optional(),
    PUBLIC_URL: baseAddress("https://muster.example.com")
      .refine(isPublishable, "must have no user, no password, and no semicolon in its path")
      .optional(),
    MUSTER_MASTER_KEY: masterKey.optional(),
    /** Only `muster rotate-master-key` reads it. */
    MUSTER_NEW_MASTER_KEY: masterKey.optional(),
    METRICS_PORT: portNumber.optional(),
    METRICS_TOKEN: z
      .string()
      .regex(/^[\x21-\x7e]{1,500}$/, "must be 1 to 500 printable ASCII characters without spaces")
      .optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: baseAddress("http://127.0.0.1:4318").optional(),
    TRUST_PROXY: proxies.default([]),
    CORS_ORIGINS: origins.default([]),
    MAX_IN_FLIGHT: count.default(2000),
    MAX_EVENT_LOOP_DELAY: count.default(1000),
  })
  .superRefine((config, context) => {
    const [name, message] = missingForOidc(config);
    if (name !== undefined) context.addIssue({ code: "custom", path: [name], message });
  })
  .superRefine((config, context) => {
    const isShared = config.DATABASE_URL !== undefined || config.EVENTSTORE_URL !== undefined;
    if (isShared && config.MUSTER_MASTER_KEY === undefined) {
      context.addIssue({
        code: "custom",
        path: ["MUSTER_MASTER_KEY"],
        message:
          "must be set with DATABASE_URL or EVENTSTORE_URL: 32 random bytes in base64, the same for all instances (openssl rand -base64 32)",
      });
    }
  });

interface Oidc {
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_AUDIENCE?: string | undefined;
  readonly OIDC_CLIENT_ID?: string | undefined;
  readonly OIDC_CLIENT_SECRET?: string | undefined;
}

/** The variable that must be set with those that are, and why. */
function missingForOidc(oidc: Oidc): [name?: keyof Oidc, message?: string] {
  const { OIDC_ISSUER, OIDC_AUDIENCE, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = oidc;
  if (OIDC_CLIENT_SECRET !== undefined && OIDC_CLIENT_ID === undefined) {
    return ["OIDC_CLIENT_ID", "must be set too: OIDC_CLIENT_SECRET is the secret of that client"];
  }
  const used = OIDC_AUDIENCE ?? OIDC_CLIENT_ID;
  if (OIDC_ISSUER === undefined && used !== undefined) {
    return ["OIDC_ISSUER", "must be set too: OIDC_AUDIENCE and OIDC_CLIENT_ID belong to an issuer"];
  }
  if (OIDC_ISSUER !== undefined && used === undefined) {
    const message =
      "must be set for access tokens, or OIDC_CLIENT_ID for signing in: OIDC_ISSUER alone does nothing";
    return ["OIDC_AUDIENCE", message];
  }
  return [];
}

/** The budgets' variables; docs/limits.md lists them. */
const budgetSchema = z.object(
  Object.fromEntries(
    budgetEntries.flatMap(([name, { highest }]) => {
      const variable = variableOf(name);
      if (variable === undefined) return [];
      const most = highest ?? Number.POSITIVE_INFINITY;
      return [[variable, count.refine((number) => number <= most, `must be at most ${most}`)]];
    }),
  ),
);

export type Config = Readonly<z.output<typeof schema>> & { readonly limits: Limits };

/**
 * Reads the configuration. An empty variable counts as not set.
 * @throws StartupError with a line per wrong variable, without its value, which may be secret
 */
export function loadConfig(environment: NodeJS.ProcessEnv): Config {
  const given = (names: readonly string[]) =>
    Object.fromEntries(
      names
        .map((name) => [name, environment[name]?.trim() ?? ""] as const)
        .filter(([, value]) => value !== ""),
    );
  const config = schema.safeParse(given(Object.keys(schema.shape)));
  const set = budgetSchema.partial().safeParse(given(Object.keys(budgetSchema.shape)));
  if (config.success && set.success) return { ...config.data, limits: limitsIn(set.data) };
  const issues = [...(config.error?.issues ?? []), ...(set.error?.issues ?? [])];
  throw new StartupError(
    issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("\n"),
  );
}

function limitsIn(set: Readonly<Record<string, number | undefined>>): Limits {
  const changed = budgetEntries.flatMap(([name]) => {
    const number = set[variableOf(name) ?? ""];
    return number === undefined ? [] : [[name, number] as const];
  });
  return limitsWith(Object.fromEntries(changed));
}

/**
 * Does somebody try Muster on their machine, with stores and mails in DATA_DIR? Then conveniences are on that
 * nobody else gets. Behind a public address others may read the log, and who asks is not at the machine.
 */
export function isTrial(config: Config): boolean {
  const { DATABASE_URL, EVENTSTORE_URL, SMTP_URL, NODE_ENV, PUBLIC_URL } = config;
  const isAlone = (DATABASE_URL ?? EVENTSTORE_URL ?? SMTP_URL) === undefined;
  const isPublic = PUBLIC_URL !== undefined && !isLoopback(PUBLIC_URL);
  return isAlone && !isPublic && NODE_ENV !== "production";
}

export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
