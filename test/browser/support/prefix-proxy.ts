/** A proxy that publishes the service below a path. Its address is known before the service starts. */
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** Passes requests below the path on without the path. */
export async function startPrefixProxy(path: string) {
  let target = "";
  const server = createServer((asked, answer) => {
    const { url = "", method, headers } = asked;
    if (!url.startsWith(`${path}/`)) return answer.writeHead(404).end();
    const passed = request(target + url.slice(path.length), { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    answer.on("close", () => passed.destroy());
    return asked.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    passTo: (url: string) => void (target = url),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
