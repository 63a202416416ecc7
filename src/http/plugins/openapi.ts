/** The published contract: OpenAPI 3.1, generated from the zod schemas that check the input. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import swagger from "@fastify/swagger";
import type { FastifyContextConfig, FastifyInstance, FastifyReply } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import manifest from "../../../package.json" with { type: "json" };
import { docsPage } from "./docs-page.ts";
import { sendAsIs } from "../kit/answers.ts";
import { completeDocument, type Document } from "./contract.ts";

const tags = {
  Organizations: "Organizations, in which people are members and have roles.",
  "The caller": "The caller's own profile, organizations and solutions.",
  Settings: "An organization's settings, and the templates of its invitations.",
  "Sign-in": "Signing up and in by a code that is mailed, and sessions.",
  Troubleshooting: "Log entries of the organization's apps.",
  Members: "The people of an organization: invitations, roles and access.",
  Invitations: "What an invited person does with the link in the mail.",
  Assignments: "Which members may use which solution, and in which role.",
  Solutions: "The solutions of an organization.",
  Users: "People who share an organization with the caller.",
  Usage: "How much an organization uses, by day.",
  Notifications: "Messages to members, in their inbox and on their devices.",
  Tokens: "Personal access tokens, for programs.",
  Audit: "The organization's log: events, role histories, access reviews, exports and proofs.",
  Changes: "A live stream of what changes in an organization.",
  Operations: "Health and version, for operators.",
};

export async function useOpenApi(app: FastifyInstance): Promise<void> {
  const withOptionalBody = new Set<string>();
  const conditional = new Set<string>();
  const bodyBytes = new Map<string, number>();
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Muster",
        version: manifest.version,
        description:
          "Manages the people of organizations: members, roles, solutions and tokens. A command is answered when all reads show its change.",
        contact: { name: "The maintainers of Muster" },
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
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
              "A session in a browser. Changes, and reads that are recorded (the event log, exports, role histories, access reviews), must come from a page of an allowed origin.",
          },
        },
      },
    },
    transform: (route) => {
      const transformed = jsonSchemaTransform(route);
      const { isPublic, isConditional }: FastifyContextConfig = route.route.config ?? {};
      const { body, operationId } = route.schema;
      if (operationId !== undefined) bodyBytes.set(operationId, route.route.bodyLimit ?? 0);
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
    transformObject: (source) => {
      const document = {
        ...jsonSchemaTransformObject(source),
        servers: [{ url: app.services.publicUrl() }],
      } as Document;
      return completeDocument(document, { withOptionalBody, conditional, bodyBytes });
    },
  });

  const contract = once(() => tagged("application/json", JSON.stringify(app.swagger())));
  const page = once(() => tagged("text/html", docsPage(app.swagger() as never)));
  // Not at once: the service learns its own address from listening.
  app.addHook("onListen", async () => void setImmediate(contract));
  const publish = (url: string, content: () => Published): void => {
    app.get(url, { config: { isPublic: true }, schema: { hide: true } }, (_request, reply) =>
      answerPublished(reply, content()),
    );
  };
  publish("/openapi.json", contract);
  publish(documentationPath, page);
  publish(
    `${documentationPath}/docs.css`,
    once(() => fileOfPage("docs.css", "text/css")),
  );
  publish(
    `${documentationPath}/docs.js`,
    once(() => fileOfPage("docs.js", "text/javascript")),
  );
  // The page's addresses are relative, so that they hold behind a proxy with a base path.
  redirect(`${documentationPath}/`, () => "../docs");
  redirect("/problems/:code", ({ code = "" }) => `../docs#problem-${encodeURIComponent(code)}`);

  function redirect(url: string, to: (params: Record<string, string>) => string): void {
    app.get(url, { config: { isPublic: true }, schema: { hide: true } }, async (request, reply) =>
      reply.redirect(to(request.params as Record<string, string>)),
    );
  }
}

interface Published {
  readonly type: string;
  readonly text: string;
  readonly tag: string;
}

function tagged(type: string, text: string): Published {
  const tag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  return { type: `${type}; charset=utf-8`, text, tag };
}

const fileOfPage = (name: string, type: string): Published =>
  tagged(type, readFileSync(new URL(`./${name}`, import.meta.url), "utf8"));

function answerPublished(reply: FastifyReply, { type, text, tag }: Published): FastifyReply {
  reply.headers({ etag: tag, "cache-control": "no-cache" });
  return sendAsIs(reply, type, text);
}

/** Makes the value at the first call and keeps it. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

const isOptional = (schema: z.ZodType): boolean => schema.safeParse(undefined).success;

const documentationPath = "/docs";

/** @param url a route's template; undefined without a route */
export function isDocumentation(url = ""): boolean {
  return url === documentationPath || url.startsWith(`${documentationPath}/`);
}
