/**
 * How many connections one address may have open. A proxy carries everybody's, so those of TRUST_PROXY are
 * not counted; a proxy should bound them itself.
 */
import { BlockList, isIP, isIPv6, type Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import ipaddr from "ipaddr.js";
import { RejectedError } from "../../commands/kit/rejected-error.ts";
import { addSeconds } from "../../domain/time.ts";
import type { Config } from "../../platform/config.ts";
import { networkOf } from "./rate-limits.ts";

/** How long a connection too many may stay, to send a request and read its refusal. */
const lastWordsMilliseconds = 2_000;

export function useConnections(
  app: FastifyInstance,
  { TRUST_PROXY, limits }: Pick<Config, "TRUST_PROXY" | "limits">,
): void {
  const proxies = listOf(TRUST_PROXY);
  const open = new Map<string, number>();
  const refused = new WeakSet<Socket>();
  app.server.on("connection", (socket: Socket) => {
    const address = addressOf(socket);
    if (isIP(address) === 0 || proxies.check(address, isIPv6(address) ? "ipv6" : "ipv4")) return;
    const network = networkOf(address);
    const count = open.get(network) ?? 0;
    if (count >= limits.connectionsPerAddress) {
      refused.add(socket);
      setTimeout(() => socket.destroy(), lastWordsMilliseconds).unref();
      return;
    }
    open.set(network, count + 1);
    socket.once("close", () => {
      const left = (open.get(network) ?? 1) - 1;
      if (left === 0) open.delete(network);
      else open.set(network, left);
    });
  });
  app.addHook("onRequest", async (request, reply) => {
    if (!refused.has(request.raw.socket)) return;
    reply.header("connection", "close");
    const retryAt = addSeconds(app.services.clock().toISOString(), 1);
    const { connectionsPerAddress } = limits;
    const detail = `The budget connectionsPerAddress of ${connectionsPerAddress} is used up. Close a connection, then try again.`;
    throw new RejectedError("limit-reached", detail, { retryAt });
  });
}

/** IPv4 addresses may come as IPv6 ones (`::ffff:10.0.0.1`). */
function addressOf({ remoteAddress = "" }: Socket): string {
  return ipaddr.isValid(remoteAddress) ? ipaddr.process(remoteAddress).toString() : remoteAddress;
}

/** What Fastify understands by the names that TRUST_PROXY may have. */
const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  linklocal: ["169.254.0.0/16", "fe80::/10"],
  uniquelocal: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks.flatMap((each) => named[each] ?? each)) {
    const [address = "", bits] = network.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}
