/** The published contract: OpenAPI 3.1, generated from the zod schemas that check the input. */
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import manifest from "../../../package.json" with { type: "json" };
import { completeDocument, type Document } from "./contract.ts";

export async function useOpenApi(app: FastifyInstance): Promise<void> {
  const withOptionalBody = new Set<string>();
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
            description: "A session in a browser. Changes must send an allowed Origin.",
          },
        },
      },
    },
    transform: (route) => {
      const transformed = jsonSchemaTransform(route);
      const { isPublic } = (route.route.config ?? {}) as { isPublic?: boolean };
      const { body, operationId } = route.schema;
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
      completeDocument(jsonSchemaTransformObject(source) as Document, withOptionalBody) as never,
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
  });
  app.get("/openapi.json", { config: { isPublic: true }, schema: { hide: true } }, async () =>
    app.swagger(),
  );
}

const isOptional = (schema: z.ZodType): boolean => schema.safeParse(undefined).success;

const documentationPath = "/docs";

/** @param url a route's template; undefined without a route */
export function isDocumentation(url = ""): boolean {
  return url === documentationPath || url.startsWith(`${documentationPath}/`);
}
