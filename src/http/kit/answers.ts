/** Helpers with which routes answer: a resource with its ETag, 201, 204, or content that is not JSON. */
import type { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { CommandContext, CommandResult } from "../../commands/kit/context.ts";
import { notFound } from "../../commands/kit/rejected-error.ts";
import { run } from "./command-context.ts";
import { peopleIn } from "./people.ts";
import { basePathOf } from "./public-path.ts";

/** @throws RejectedError `not-found` if nothing was found or the caller may not see it */
export function requireFound<Found>(found: Found | undefined, what: string): Found {
  if (found === undefined) throw notFound(what);
  return found;
}

/** Returns the item with the names of the people in its stamps, and sets its revision, if any, as the ETag. */
export async function answerItem<Item extends { readonly revision?: number | undefined }>(
  reply: FastifyReply,
  found: Item | undefined,
  what: string,
): Promise<Item & Awaited<ReturnType<typeof peopleIn>>> {
  const item = requireFound(found, what);
  if (item.revision !== undefined) reply.header("etag", `"${item.revision}"`);
  return { ...item, ...(await peopleIn(reply.request, [item])) };
}

/** Sets 201 and the new resource's location. @param path as the service sees it */
export function created(reply: FastifyReply, path: string): void {
  const basePath = basePathOf(reply.server.services.publicUrl());
  reply.code(201).header("location", basePath + path);
}

/** Runs a command whose success has no answer: 204. */
export async function runOnly<Input extends readonly unknown[]>(
  request: FastifyRequest,
  reply: FastifyReply,
  command: (context: CommandContext, ...input: Input) => Promise<CommandResult>,
  ...input: Input
): Promise<void> {
  await run(request, reply, command, ...input);
  return noContent(reply);
}

export function noContent(reply: FastifyReply): FastifyReply {
  return reply.code(204).send();
}

/** Sends a stream or a text without the serializer of the route's schema. */
export function sendAsIs(reply: FastifyReply, contentType: string, content: Readable | string) {
  return reply.type(contentType).send(content);
}
