/**
 * `Muster-Min-Position`: a read waits until this position is visible. Positions that do not exist yet are
 * refused at once, and who waits takes a turn but no place of the overload limit.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ownScope } from "../../commands/kit/authorize.ts";
import { RejectedError } from "../../commands/kit/rejected-error.ts";
import { position } from "../../domain/primitives.ts";
import { invalidHeader } from "../kit/input.ts";
import { readMilliseconds, waitUntilVisible } from "../../commands/kit/wait-until-visible.ts";
import { findMembership } from "../../projections/directory/queries/authorization.ts";

export function usePositions(app: FastifyInstance): void {
  const lastPosition = shared(() => app.services.store.lastPosition());
  app.addHook("preHandler", async (request) => {
    const header = request.headers["muster-min-position"];
    if (header === undefined || (request.method !== "GET" && request.method !== "HEAD")) return;
    const { data: asked } = position.safeParse(header);
    if (asked === undefined) {
      throw invalidHeader("Muster-Min-Position", "must be a decimal position");
    }
    const { directory, turns } = request.server.services;
    if (await directory.waitFor(asked, 0)) return;
    if (asked > (await lastPosition())) {
      const detail = `There is no position ${asked} yet. Send one that Muster-Position answered.`;
      throw new RejectedError("not-yet-visible", detail);
    }
    const end = await turns.waits.take(await holderOf(request));
    try {
      const detail = `Position ${asked} is not visible yet. Try again.`;
      await request.server.waitAside(request, () =>
        waitUntilVisible(directory, asked, detail, readMilliseconds),
      );
    } finally {
      end();
    }
  });
}

/** Calls that come while one runs share the next one, because its result is not older than they are. */
function shared<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  let next: Promise<Result> | undefined;
  const begin = (): Promise<Result> => {
    next = undefined;
    const own = read().finally(() => {
      if (running === own) running = undefined;
    });
    return (running = own);
  };
  return () => {
    if (running === undefined) return begin();
    return (next ??= running.then(begin, begin));
  };
}

/** Strangers do not count for the organization, because rights are asked after the wait. */
async function holderOf({ caller, params, server }: FastifyRequest) {
  const { userId } = caller;
  const { organizationId } = (params ?? {}) as { readonly organizationId?: string };
  if (organizationId === undefined) return { userId };
  const { membership } = await findMembership(
    server.services.pool,
    organizationId,
    ownScope({ caller }),
  );
  return membership?.status === "ACTIVE" ? { userId, organizationId } : { userId };
}
