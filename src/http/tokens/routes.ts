/** /v1/users/me/tokens: the caller's personal access tokens. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { ownScope } from "../../commands/kit/authorize.ts";
import { changeToken, createToken } from "../../commands/tokens/tokens.ts";
import { id } from "../../domain/primitives.ts";
import { listTokens, readToken, token } from "../../projections/directory/queries/tokens.ts";
import { answerPage, pageParameters } from "../kit/lists.ts";
import { answerItem, created, runOnly } from "../kit/answers.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import { issuedToken, newToken, tokenPage } from "./schemas.ts";

const params = z.object({ tokenId: id });

export const tokenRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool, clock } = app.services;

  async function answerToken(request: FastifyRequest, reply: FastifyReply, tokenId: string) {
    const own = ownScope(contextOf(request));
    const found = await readToken(pool, own, tokenId, clock().toISOString());
    return answerItem(reply, found, "token");
  }

  app.route({
    method: "GET",
    url: "/v1/users/me/tokens",
    schema: {
      operationId: "ListMyTokens",
      tags: ["Tokens"],
      summary:
        "The caller's tokens that open no more than the credential of the request. Ended tokens stay listed for 90 days.",
      querystring: z.strictObject(pageParameters),
      response: { 200: tokenPage },
    },
    handler: (request) =>
      answerPage(request, request.query, (page) =>
        listTokens(pool, { own: ownScope(contextOf(request)), ...page }, clock().toISOString()),
      ),
  });

  app.route({
    method: "POST",
    url: "/v1/users/me/tokens",
    config: { secretFields: ["secret"] },
    schema: {
      operationId: "CreateToken",
      tags: ["Tokens"],
      summary: "Creates a token and shows its secret once. Requires a session.",
      body: newToken,
      response: { 201: issuedToken },
    },
    async handler(request, reply) {
      const { tokenId, secret } = await run(request, reply, createToken, request.body);
      created(reply, `/v1/users/me/tokens/${tokenId}`);
      return { ...(await answerToken(request, reply, tokenId)), secret };
    },
  });

  app.route({
    method: "GET",
    url: "/v1/users/me/tokens/:tokenId",
    schema: {
      operationId: "GetMyToken",
      tags: ["Tokens"],
      summary: "One of the caller's tokens.",
      params,
      response: { 200: token },
    },
    handler: (request, reply) => answerToken(request, reply, request.params.tokenId),
  });

  app.route({
    method: "POST",
    url: "/v1/users/me/tokens/:tokenId/extend-lease",
    config: { isConditional: true },
    schema: {
      operationId: "ExtendTokenLease",
      tags: ["Tokens"],
      summary: "Extends the lease by two weeks, never past the expiry. Requires a session.",
      params,
      response: { 200: token },
    },
    async handler(request, reply) {
      await run(request, reply, changeToken, request.params, "ExtendTokenLease");
      return answerToken(request, reply, request.params.tokenId);
    },
  });

  app.route({
    method: "DELETE",
    url: "/v1/users/me/tokens/:tokenId",
    config: { isConditional: true },
    schema: {
      operationId: "DeleteToken",
      tags: ["Tokens"],
      summary: "Deletes the token, effective at once. Requires a session.",
      params,
      response: { 204: nothing },
    },
    handler: (request, reply) =>
      runOnly(request, reply, changeToken, request.params, "DeleteToken"),
  });
};
