/** The published contract: OpenAPI 3.1, generated from the zod schemas that check the input. */
import { createHash } from "node:crypto";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyContextConfig, FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import manifest from "../../../package.json" with { type: "json" };
import { sendAsIs } from "../kit/answers.ts";
import { completeDocument, type Document } from "./contract.ts";

export async function useOpenApi(app: FastifyInstance): Promise<void> {
  const withOptionalBody = new Set<string>();
  const conditional = new Set<string>();
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Muster",
        version: manifest.version,
        description:
          "Manages the people of organizations: members, roles, solutions and tokens. A command is answered when all reads show its change.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      components: {
        securitySchemes: {
          bearer: {
            type: "http",
            scheme: "bearer",
            description: "A personal access token, a session token, or an OIDC access token.",
          },
          cookie: {
            type: "apiKey",
            in: "cookie",
            name: "muster_session",
            description:
              "A session in a browser. Changes and exports must come from a page of an allowed origin.",
          },
        },
      },
    },
    transform: (route) => {
      const transformed = jsonSchemaTransform(route);
      const { isPublic, isConditional }: FastifyContextConfig = route.route.config ?? {};
      const { body, operationId } = route.schema;
      if (operationId !== undefined && isConditional === true) conditional.add(operationId);
      if (operationId !== undefined && body instanceof z.ZodType && isOptional(body)) {
        withOptionalBody.add(operationId);
      }
      return {
        ...transformed,
        schema: {
          ...transformed.schema,
          security: isPublic ? [] : [{ bearer: [] }, { cookie: [] }],
        },
      };
    },
    transformObject: (source) =>
      completeDocument(jsonSchemaTransformObject(source) as Document, {
        withOptionalBody,
        conditional,
      }) as never,
  });
  await app.register(swaggerUi, {
    routePrefix: documentationPath,
    theme: { title: "Muster" },
    uiConfig: {
      layout: "BaseLayout", // without the bar with Swagger's logo
      docExpansion: "list",
      persistAuthorization: true,
      tryItOutEnabled: true,
    },
    // The plugin would serialize the document for each request.
    uiHooks: {
      onRequest(request, reply, done) {
        if (serializedByPlugin.has(request.routeOptions.url ?? ""))
          void reply.redirect(documentPath);
        else done();
      },
    },
  });

  const publish = once(() => {
    const text = JSON.stringify(app.swagger());
    return { text, tag: `"${createHash("sha256").update(text).digest("base64url")}"` };
  });
  app.addHook("onListen", async () => void publish());
  app.get(
    documentPath,
    { config: { isPublic: true }, schema: { hide: true } },
    async ({ headers }, reply) => {
      const { text, tag } = publish();
      reply.headers({ etag: tag, "cache-control": "no-cache" });
      if (headers["if-none-match"]?.includes(tag)) return reply.code(304).send();
      return sendAsIs(reply, "application/json; charset=utf-8", text);
    },
  );
}

/** Makes the value at the first call and keeps it. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

const isOptional = (schema: z.ZodType): boolean => schema.safeParse(undefined).success;

const documentPath = "/openapi.json";
const documentationPath = "/docs";
const serializedByPlugin = new Set([`${documentationPath}/json`, `${documentationPath}/yaml`]);

/** @param url a route's template; undefined without a route */
export function isDocumentation(url = ""): boolean {
  return url === documentationPath || url.startsWith(`${documentationPath}/`);
}
