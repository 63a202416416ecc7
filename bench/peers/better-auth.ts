/** better-auth with its organization and api-key plugins behind Fastify, mounted as its documentation shows. */
import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { organization } from "better-auth/plugins";
import Fastify from "fastify";
import { createServer } from "node:net";
import pg from "pg";

const { connection } = JSON.parse(process.argv[2] ?? "{}");
const port = await freePort();
const url = `http://127.0.0.1:${port}`;

const auth = betterAuth({
  baseURL: url,
  secret: "a-secret-for-measuring-on-this-machine-only",
  database: new pg.Pool({ ...connection, max: 32 }),
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  logger: { disabled: true },
  plugins: [
    organization({
      membershipLimit: 10_000_000,
      invitationLimit: 10_000_000,
      organizationLimit: 10_000,
      sendInvitationEmail: async () => undefined,
    }),
    apiKey({ rateLimit: { enabled: false } }),
  ],
});
const { runMigrations } = await getMigrations(auth.options);
await runMigrations();

const app = Fastify();
app.route({
  method: ["GET", "POST"],
  url: "/api/auth/*",
  async handler(request, reply) {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined) headers.append(name, value.toString());
    }
    const body = request.body ? { body: JSON.stringify(request.body) } : {};
    const { method } = request;
    const answer = await auth.handler(
      new Request(new URL(request.url, url), { method, headers, ...body }),
    );
    reply.status(answer.status);
    answer.headers.forEach((value, name) => reply.header(name, value));
    return reply.send(answer.body ? await answer.text() : null);
  },
});

/** Verifies the caller's key. */
app.get("/me", async (request, reply) => {
  const given = String(request.headers["x-api-key"] ?? "");
  const { valid, key } = await auth.api.verifyApiKey({ body: { key: given } });
  if (!valid || !key) return reply.status(401).send({ error: "invalid key" });
  return { userId: key.referenceId, keyId: key.id };
});

/** Makes a key for each user; not measured. */
app.post("/keys", async (request) => {
  const keys = [];
  for (const userId of request.body.userIds) {
    keys.push((await auth.api.createApiKey({ body: { userId, name: "bench" } })).key);
  }
  return { keys };
});

// However the run ends, this ends with it.
process.stdin.resume().once("end", () => process.exit());
await app.listen({ port, host: "127.0.0.1" });
process.stdout.write(`${url}\n`);

/** The address must be known before it listens. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
