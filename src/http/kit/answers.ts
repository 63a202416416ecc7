/** How routes answer: a resource with its ETag, something new, nothing, or content that is not JSON. */
import type { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { notFound } from "../../commands/kit/rejected-error.ts";

/** @throws RejectedError `not-found` where it is not there, or not for the caller */
export function present<Found>(found: Found | undefined, what: string): Found {
  if (found === undefined) throw notFound(what);
  return found;
}

/** A single resource; its revision, where it has one, is the ETag. */
export function answerResource<Item>(
  reply: FastifyReply,
  found: { readonly item: Item; readonly revision?: number } | undefined,
  what: string,
): Item {
  const { item, revision } = present(found, what);
  if (revision !== undefined) reply.header("etag", `"${revision}"`);
  return item;
}

/** 201, and where the new resource is. */
export function created(reply: FastifyReply, location: string): void {
  reply.code(201).header("location", location);
}

/** 204: done, and nothing to say. */
export function noContent(reply: FastifyReply): FastifyReply {
  return reply.code(204).send();
}

/** Sends a stream or a text as it is, without the serializer of the route's schema. */
export function sendAsIs(
  reply: FastifyReply,
  contentType: string,
  content: Readable | string,
): FastifyReply {
  return reply.type(contentType).send(content);
}
