/** docker-compose.yml and what is laid over it, as far as they can be checked without containers. */
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadConfig } from "../../src/platform/config.ts";
import { images } from "../support/esdb-server/real.ts";

interface Service {
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: object;
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
}

const base = await load("docker-compose.yml");
const kurrent = await load("docker-compose.kurrentdb.yml");
const services = Object.entries(base.services);
const instances = services.filter(([, { image }]) => image === "muster");
const files = { "docker-compose.yml": base, "docker-compose.kurrentdb.yml": kurrent };

async function load(file: string): Promise<Compose> {
  // The tag !override is for docker compose.
  return parse(await readFile(file, "utf8"), { merge: true, logLevel: "error" }) as Compose;
}

/** The options in use, as version 24.10.14 and 26.0.2 of the servers name them (ClusterVNodeOptions.cs). */
const serverOptions = [
  "CLUSTER_SIZE",
  "DISCOVER_VIA_DNS",
  "GOSSIP_SEED",
  "INSECURE",
  "NODE_HOST_ADVERTISE_AS",
  "REPLICATION_HOST_ADVERTISE_AS",
  "RUN_PROJECTIONS",
];

describe.each(Object.entries(files))("%s", (_file, { services, volumes }) => {
  test("pins every image to a patch", () => {
    for (const [name, { image }] of Object.entries(services)) {
      // PostgreSQL's patches are the second number.
      if (image === "muster") continue;
      expect(image, name).toMatch(/^postgres:\d+\.\d+$|^[\w/]+:v?\d+\.\d+\.\d+$/);
    }
  });

  test("declares the volumes that its services use, and no service shares one", () => {
    const used = Object.values(services).flatMap((service) => service.volumes ?? []);
    const names = used.map((volume) => volume.split(":")[0] ?? "");
    expect(names.toSorted()).toEqual(Object.keys(volumes).toSorted());
  });

  test("gives event stores only options that they know, under their own prefix", () => {
    for (const { image, environment = {} } of Object.values(services)) {
      const engine = images.find((one) => one.image === image);
      if (engine === undefined) continue;
      const known = serverOptions.map((option) => `${engine.prefix}_${option}`);
      expect(known).toEqual(expect.arrayContaining(Object.keys(environment)));
    }
  });

  test("seeds every node of the cluster with the two others", () => {
    const nodes = Object.entries(services).filter(([name]) =>
      name.startsWith("cluster-eventstore-"),
    );
    expect(nodes).toHaveLength(3);
    for (const [name, { environment = {} }] of nodes) {
      const others = nodes.map(([other]) => other).filter((other) => other !== name);
      const value = (option: string) =>
        Object.entries(environment).find(([key]) => key.endsWith(`_${option}`))?.[1];
      expect(value("CLUSTER_SIZE")).toBe("3");
      expect(value("GOSSIP_SEED")).toBe(others.map((other) => `${other}:2113`).join(","));
      expect(value("NODE_HOST_ADVERTISE_AS")).toBe(name);
      expect(value("REPLICATION_HOST_ADVERTISE_AS")).toBe(name);
    }
  });
});

test("the tests' engines are those of the compose files", () => {
  const stores = [base.services["eventstore"]?.image, kurrent.services["eventstore"]?.image];
  expect(images.map(({ image }) => image)).toEqual(stores);
});

test("the workflow tries both engines on three nodes", async () => {
  const workflow = parse(await readFile(".github/workflows/ci.yml", "utf8"));
  expect(workflow.jobs.cluster.strategy.matrix.include).toEqual(images);
});

test("the second file changes every event store and nothing else", () => {
  const isStore = ([name]: readonly [string, unknown]) => /^(cluster-)?eventstore/.test(name);
  expect(Object.keys(kurrent.services)).toEqual(services.filter(isStore).map(([name]) => name));
});

test.each(services)("%s depends only on services that start with it", (_name, service) => {
  for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
    const other = base.services[needed];
    expect([[], service.profiles ?? []]).toContainEqual(other?.profiles ?? []);
    if (condition === "service_healthy") expect(other?.healthcheck).toBeDefined();
  }
});

test("ports are open to this machine only, each once", () => {
  const ports = services.flatMap(([, service]) => service.ports ?? []);
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  expect(new Set(ports).size).toBe(ports.length);
});

describe.each(instances)("%s", (_name, { environment = {}, depends_on = {} }) => {
  const given = Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value
        .replace(/\$\{MUSTER_MASTER_KEY:[^}]*\}/, Buffer.alloc(32).toString("base64"))
        .replace(/\$\{POSTGRES_PASSWORD:[^}]*\}/, "secret"),
    ]),
  );

  test("has a configuration that Muster accepts, with only names that it knows", () => {
    expect(Object.keys(loadConfig(given))).toEqual(expect.arrayContaining(Object.keys(given)));
  });

  test("reaches the event store's nodes and the database that it waits for", () => {
    const nodes = /^esdb:\/\/(.*)\?tls=false$/.exec(given["EVENTSTORE_URL"] ?? "")?.[1] ?? "";
    const stores = Object.keys(depends_on).filter((name) => name.includes("eventstore"));
    expect(nodes.split(",")).toEqual(stores.map((name) => `${name}:2113`));
    expect(depends_on).toHaveProperty([new URL(given["DATABASE_URL"] ?? "").hostname]);
  });
});
