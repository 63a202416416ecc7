/** Configuration: errors name wrong variables but not their values; an empty variable counts as not set. */
import { describe, expect, test } from "vitest";
import { limitsWith } from "../../src/domain/budgets.ts";
import { isTrial, loadConfig } from "../../src/platform/config.ts";
import { StartupError } from "../../src/platform/startup-error.ts";

const key = Buffer.alloc(32, 1).toString("base64");

test("an empty environment gives the defaults", () => {
  expect(loadConfig({ PORT: "", DATABASE_URL: "" })).toMatchObject({
    HOST: "127.0.0.1",
    PORT: 3000,
    DATA_DIR: ".data",
    LOG_LEVEL: "info",
    BOOTSTRAP_EMAIL: "owner@example.com",
    REGION: "local",
  });
});

test("a trial has its stores and mails in files, and is neither in production nor public", () => {
  const isTrialWith = (environment: Record<string, string>) => isTrial(loadConfig(environment));
  const tried = [
    {},
    { NODE_ENV: "test" },
    { HOST: "0.0.0.0", DATA_DIR: "x" },
    { PUBLIC_URL: "http://localhost:8080/people" },
  ];
  for (const environment of tried) expect(isTrialWith(environment)).toBe(true);
  const configured = [
    { NODE_ENV: "production" },
    { PUBLIC_URL: "https://muster.example.com" },
    { SMTP_URL: "smtp://mail:25" },
    { DATABASE_URL: "postgres://h/d", MUSTER_MASTER_KEY: key },
    { EVENTSTORE_URL: "esdb://h:2113", MUSTER_MASTER_KEY: key },
  ];
  for (const environment of configured) expect(isTrialWith(environment)).toBe(false);
});

test("an operator changes a budget by its variable, and the others keep their number", () => {
  const { limits } = loadConfig({ LIMIT_TOKENS_PER_PERSON: "7" });
  expect(limits).toEqual({ ...limitsWith(), tokensPerPerson: 7 });
});

describe("an error names the wrong variable and what to write instead", () => {
  test.each([
    [{ PORT: "abc" }, /^PORT must be a port number/],
    [{ PORT: "70000" }, /^PORT must be at most 65535/],
    [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL must be/],
    [{ LOG_FORMAT: "xml" }, /^LOG_FORMAT must be auto .* or json/],
    [{ DATABASE_URL: "mysql://x", MUSTER_MASTER_KEY: key }, /^DATABASE_URL must be/],
    [{ EVENTSTORE_URL: "http://x", MUSTER_MASTER_KEY: key }, /^EVENTSTORE_URL must be/],
    [{ MUSTER_MASTER_KEY: "c2hvcnQ=" }, /^MUSTER_MASTER_KEY must be/],
    [{ BOOTSTRAP_EMAIL: "nobody" }, /^BOOTSTRAP_EMAIL must be/],
    [{ BOOTSTRAP_ORGANIZATION: "x".repeat(201) }, /^BOOTSTRAP_ORGANIZATION must be at most 200/],
    [{ SIGN_UP: "yes" }, /^SIGN_UP must be open or closed/],
    [{ REGION: "the moon" }, /^REGION must be a name such as eu-central-1/],
    [{ REGION: "r".repeat(41) }, /^REGION must be a name/],
    [{ SMTP_URL: "localhost:25" }, /^SMTP_URL must be/],
    [{ OIDC_ISSUER: "login.example.com", OIDC_AUDIENCE: "m" }, /^OIDC_ISSUER must be an address/],
    [{ OIDC_ISSUER: "http://login.example.com", OIDC_AUDIENCE: "m" }, /^OIDC_ISSUER must be https/],
    [{ OIDC_ISSUER: "https://x/?tenant=1", OIDC_AUDIENCE: "m" }, /^OIDC_ISSUER must be https/],
    [{ OIDC_ISSUER: "https://u:p@x", OIDC_AUDIENCE: "m" }, /^OIDC_ISSUER must be https/],
    [{ OIDC_ISSUER: "https://login.example.com" }, /^OIDC_AUDIENCE must be set/],
    [{ OIDC_AUDIENCE: "muster" }, /^OIDC_ISSUER must be set/],
    [{ OIDC_ISSUER: "https://login.example.com" }, /OIDC_CLIENT_ID for signing in/],
    [{ OIDC_CLIENT_ID: "muster" }, /^OIDC_ISSUER must be set/],
    [{ OIDC_CLIENT_SECRET: "sesame" }, /^OIDC_CLIENT_ID must be set/],
    [
      { OIDC_ISSUER: "https://x", OIDC_AUDIENCE: "m", OIDC_CLIENT_SECRET: "sesame" },
      /^OIDC_CLIENT_ID must be set/,
    ],
    [{ PUBLIC_URL: "ftp://x" }, /^PUBLIC_URL must be/],
    [{ PUBLIC_URL: "https://x/people?tenant=1" }, /^PUBLIC_URL must have no query/],
    [{ PUBLIC_URL: "https://x/#people" }, /^PUBLIC_URL must have no query/],
    [{ PUBLIC_URL: "https://x//people" }, /^PUBLIC_URL must have no query.* no empty part/],
    [{ PUBLIC_URL: "https://user:sesame@x" }, /^PUBLIC_URL must have no user/],
    [{ PUBLIC_URL: "https://x/a;b" }, /^PUBLIC_URL must have .* no semicolon/],
    [{ DATABASE_URL: "postgres://h/d" }, /^MUSTER_MASTER_KEY must be set/],
    [{ METRICS_PORT: "70000" }, /^METRICS_PORT must be at most 65535/],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318" }, /^OTEL_EXPORTER_OTLP_ENDPOINT must be/],
    [{ RATE_LIMIT_CALLER: "0" }, /^RATE_LIMIT_CALLER must be at least 1/],
    [{ RATE_LIMIT_ADDRESS: "many" }, /^RATE_LIMIT_ADDRESS must be a number/],
    [{ LIMIT_TOKENS_PER_PERSON: "0" }, /^LIMIT_TOKENS_PER_PERSON must be at least 1/],
    [{ LIMIT_EVENTS_PER_STREAM: "9000" }, /^LIMIT_EVENTS_PER_STREAM must be at most 8000/],
    [{ MAX_IN_FLIGHT: "-1" }, /^MAX_IN_FLIGHT must be a number/],
    [{ CORS_ORIGINS: "*" }, /^CORS_ORIGINS must be origins/],
    [{ CORS_ORIGINS: "https://a.example,https://b.example/path" }, /^CORS_ORIGINS must be origins/],
    [{ CORS_ORIGINS: "null" }, /^CORS_ORIGINS must be origins/],
    [{ CORS_ORIGINS: "https://*.example.com" }, /^CORS_ORIGINS must be origins/],
    [{ TRUST_PROXY: "true" }, /^TRUST_PROXY must be the addresses/],
    [{ TRUST_PROXY: "1" }, /^TRUST_PROXY must be the addresses/],
    [{ TRUST_PROXY: "10.0.0.0/33" }, /^TRUST_PROXY must be the addresses/],
    [{ TRUST_PROXY: "10/8" }, /^TRUST_PROXY must be the addresses/],
    [{ TRUST_PROXY: "0x0a.1" }, /^TRUST_PROXY must be the addresses/],
    [{ TRUST_PROXY: "10.0.0.0/" }, /^TRUST_PROXY must be the addresses/],
    [{ TRUST_PROXY: "10.0.0.0/8/8" }, /^TRUST_PROXY must be the addresses/],
    [{ TRUST_PROXY: "10.0.0.0/255.0.0.0" }, /^TRUST_PROXY must be the addresses/],
    [{ TRUST_PROXY: "fd00::/129" }, /^TRUST_PROXY must be the addresses/],
    [{ TRUST_PROXY: "proxy.internal" }, /^TRUST_PROXY must be the addresses/],
  ])("%o", (environment, message) => {
    expect(() => loadConfig(environment)).toThrow(message);
  });

  test("one error names all wrong variables and none of their values", () => {
    const wrong = { PORT: "sesame", DATABASE_URL: "hunter2", MUSTER_MASTER_KEY: "c2VjcmV0" };
    expect(() => loadConfig(wrong)).toThrow(StartupError);
    for (const name of Object.keys(wrong)) {
      expect(() => loadConfig(wrong)).toThrow(new RegExp(`^${name} must be`, "m"));
    }
    expect(() => loadConfig(wrong)).not.toThrow(/sesame|hunter2|c2VjcmV0/);
  });
});

describe("an identity provider is configured for access tokens, for signing in, or for both", () => {
  const OIDC_ISSUER = "https://login.example.com";
  test.each([
    { OIDC_AUDIENCE: "muster" },
    { OIDC_CLIENT_ID: "muster" },
    { OIDC_CLIENT_ID: "muster", OIDC_CLIENT_SECRET: "sesame" },
    { OIDC_AUDIENCE: "muster", OIDC_CLIENT_ID: "muster" },
  ])("%o", (environment) => {
    expect(loadConfig({ OIDC_ISSUER, ...environment })).toMatchObject(environment);
  });

  test("an error does not show the secret", () => {
    expect(() => loadConfig({ OIDC_CLIENT_SECRET: "sesame" })).not.toThrow(/sesame/);
  });
});

describe("the usual forms of addresses are accepted", () => {
  test.each([
    ["DATABASE_URL", "postgresql://muster:p%40ss@db.internal:5432/muster?sslmode=require"],
    ["DATABASE_URL", "postgres:///muster?host=/var/run/postgresql"],
    ["EVENTSTORE_URL", "esdb://host:2113?tls=false"],
    ["EVENTSTORE_URL", "kurrentdb+discover://events.internal:2113"],
    ["EVENTSTORE_URL", "esdb://admin:changeit@a:2113,b:2113,c:2113?tls=true"],
    ["SMTP_URL", "smtps://user:password@mail.example.com:465"],
    ["OIDC_ISSUER", "https://login.example.com/tenant/"],
  ])("%s=%s", (name, value) => {
    const rest = { MUSTER_MASTER_KEY: key, ...(name === "OIDC_ISSUER" && { OIDC_AUDIENCE: "us" }) };
    expect(loadConfig({ [name]: value, ...rest })).toMatchObject({ [name]: value });
  });

  test("lists are separated by commas", () => {
    expect(
      loadConfig({
        CORS_ORIGINS: "https://app.example.com, http://localhost:5173",
        TRUST_PROXY: "10.0.0.0/8,10.1.2.3,::1,fd00::/8,loopback",
      }),
    ).toMatchObject({
      CORS_ORIGINS: ["https://app.example.com", "http://localhost:5173"],
      TRUST_PROXY: ["10.0.0.0/8", "10.1.2.3", "::1", "fd00::/8", "loopback"],
    });
  });

  test("white space around a value is removed, and so is a slash at the end of PUBLIC_URL", () => {
    const config = loadConfig({
      MUSTER_MASTER_KEY: `${key}\n`,
      PUBLIC_URL: " https://muster.example.com/ ",
    });
    expect(config.MUSTER_MASTER_KEY).toEqual(Buffer.alloc(32, 1));
    expect(config.PUBLIC_URL).toBe("https://muster.example.com");
  });
});

test.each([
  ["HTTPS://Muster.Example.COM:443/People/", "https://muster.example.com/People"],
  ["http://müster.example", "http://xn--mster-kva.example"],
  ["https://x/a b", "https://x/a%20b"],
  ["https://x/a/../b/.", "https://x/b"],
  ["http://[::1]:3000", "http://[::1]:3000"],
  ["https://x/@people", "https://x/@people"],
])("PUBLIC_URL=%s is kept as browsers write it", (given, kept) => {
  expect(loadConfig({ PUBLIC_URL: given }).PUBLIC_URL).toBe(kept);
});

test("other variables are ignored", () => {
  expect(loadConfig({ PATH: "/bin", PGHOST: "elsewhere" })).toEqual(loadConfig({}));
});
