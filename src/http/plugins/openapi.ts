/** The published contract: OpenAPI 3.1 made of the same zod schemas that check what comes in. */
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import manifest from "../../../package.json" with { type: "json" };

interface Operation {
  operationId?: string;
  parameters?: object[];
  security?: object[];
  responses?: Record<string, { headers?: object; content?: object }>;
}
type Document = Record<string, unknown> & {
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, object> };
};

const header = (name: string, description: string, schema: object = { type: "string" }) => ({
  in: "header",
  name,
  description,
  required: false,
  schema,
});

const unsafeParameters = [
  header("Idempotency-Key", "A repeat under the same key gets the first answer again (24 hours).", {
    type: "string",
    maxLength: 200,
  }),
  header("If-Match", "The ETag that the resource must still have."),
];
const readParameters = [
  header("Muster-Min-Position", "Waits (at most 5 s) until this position is visible."),
];
const answerHeaders = {
  "X-Request-Id": {
    schema: { type: "string" },
    description: "Ties request, log and events together.",
  },
};
const commandHeaders = {
  ...answerHeaders,
  "Muster-Position": {
    schema: { type: "string" },
    description: "Where the change stands in the log.",
  },
};

const unsafe = new Set(["post", "put", "patch", "delete"]);

export async function useOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Muster",
        version: manifest.version,
        description:
          "The people of an organization: who belongs to it, with which role, in which solutions, holding which tokens. Every answer to a command is given once all reads show it.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      components: {
        securitySchemes: {
          bearer: {
            type: "http",
            scheme: "bearer",
            description: "A personal access token or a session token.",
          },
        },
      },
    },
    transform: (route) => {
      const transformed = jsonSchemaTransform(route);
      const { isPublic } = (route.route.config ?? {}) as { isPublic?: boolean };
      return {
        ...transformed,
        schema: { ...transformed.schema, security: isPublic ? [] : [{ bearer: [] }] },
      };
    },
    transformObject: (source) =>
      withoutUnused(completed(jsonSchemaTransformObject(source) as Document)) as never,
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    theme: { title: "Muster" },
    uiConfig: { docExpansion: "list", persistAuthorization: true, tryItOutEnabled: true },
  });
  app.get("/openapi.json", { config: { isPublic: true }, schema: { hide: true } }, async () =>
    app.swagger(),
  );
}

/** Adds what holds for every operation: headers, and the problem that any of them may answer. */
function completed(document: Document): Document {
  for (const path of Object.values(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(path)) {
      const isUnsafe = unsafe.has(method);
      operation.parameters = [
        ...(operation.parameters ?? []),
        ...(isUnsafe ? unsafeParameters : readParameters),
      ];
      for (const [status, response] of Object.entries(operation.responses ?? {})) {
        if (status === "204") delete response.content;
        response.headers = isUnsafe ? commandHeaders : answerHeaders;
      }
      Object.assign((operation.responses ??= {}), {
        default: {
          description: "A problem (RFC 9457); `code` tells which.",
          headers: answerHeaders,
          content: {
            "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
          },
        },
      });
    }
  }
  return document;
}

/** Each named schema is made twice, as it comes in and as it goes out; what nothing refers to is left out. */
function withoutUnused(document: Document): Document {
  const schemas = document.components?.schemas ?? {};
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    const references = JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g);
    for (const [, name = ""] of references) {
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name]);
    }
  };
  follow(document.paths);
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(kept) } };
}
