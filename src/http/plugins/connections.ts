/**
 * How many connections one address may have open. A proxy carries everybody's, so those of TRUST_PROXY are
 * not counted; a proxy should bound them itself.
 */
import { isIP, type Socket } from "node:net";
import { compile } from "@fastify/proxy-addr";
import type { FastifyInstance } from "fastify";
import { addTo, usedUp } from "../../commands/kit/turns.ts";
import type { Config } from "../../platform/config.ts";
import { networkOf } from "./rate-limits.ts";

/** How long a connection too many may stay, to send a request and read its refusal. */
const lastWordsMilliseconds = 2_000;

export function useConnections(
  app: FastifyInstance,
  { TRUST_PROXY, limits }: Pick<Config, "TRUST_PROXY" | "limits">,
): void {
  const isProxy = compile([...TRUST_PROXY]);
  const atMost = limits.connectionsPerAddress;
  const open = new Map<string, number>();
  const refused = new WeakSet<Socket>();
  app.server.on("connection", (socket: Socket) => {
    const { remoteAddress: address = "" } = socket;
    if (isIP(address) === 0 || isProxy(address, 0)) return;
    const network = networkOf(address);
    if ((open.get(network) ?? 0) >= atMost) {
      refused.add(socket);
      setTimeout(() => socket.destroy(), lastWordsMilliseconds).unref();
      return;
    }
    addTo(open, network, 1);
    socket.once("close", () => addTo(open, network, -1));
  });
  app.addHook("onRequest", (request, reply, done) => {
    if (!refused.has(request.raw.socket)) return done();
    reply.header("connection", "close");
    const advice = ". Close a connection, then try again.";
    throw usedUp(app.services.clock, `connectionsPerAddress of ${atMost}`, advice);
  });
}
