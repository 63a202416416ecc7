/**
 * A proxy in front of several instances: nginx where it is on the PATH, otherwise a small one in this process.
 * Both go round the instances, and pass a request to the next one only if the first cannot be connected: a
 * request that was sent may have been done.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "./eventually.ts";

export interface Proxy {
  readonly url: string;
  /** Which one it is, for the test's output. */
  readonly kind: string;
  close(): Promise<void>;
}

export async function startProxy(ports: readonly number[]): Promise<Proxy> {
  const version = nginxVersion();
  return version === undefined ? startSmallProxy(ports) : startNginx(ports, version);
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

function nginxVersion(): string | undefined {
  try {
    // It prints its version on standard error.
    return execFileSync("sh", ["-c", "nginx -v 2>&1"]).toString().trim().replace(/^.*: /, "");
  } catch {
    return undefined;
  }
}

async function startNginx(ports: readonly number[], version: string): Promise<Proxy> {
  const folder = await mkdtemp(join(tmpdir(), "muster-nginx-"));
  const port = await freePort();
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  await writeFile(
    join(folder, "nginx.conf"),
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
     events { worker_connections 1024; }
     http {
       access_log off; ${temporary.join(" ")}
       upstream muster {
         ${ports.map((each) => `server 127.0.0.1:${each} max_fails=0;`).join(" ")}
       }
       server {
         listen 127.0.0.1:${port};
         location / {
           proxy_pass http://muster;
           proxy_http_version 1.1;
           proxy_set_header Connection "";
           proxy_next_upstream error;
           proxy_connect_timeout 2s;
           proxy_buffering off;
         }
       }
     }`,
  );
  const child = spawn("nginx", ["-e", join(folder, "start.log"), "-c", join(folder, "nginx.conf")]);
  const ended = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => fetch(`${url}/health/live`).then(() => true));
  return {
    url,
    kind: version,
    async close() {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startSmallProxy(ports: readonly number[]): Promise<Proxy> {
  let turn = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      turn += 1;
      const order = ports.map((_, index) => ports[(turn + index) % ports.length] ?? 0);
      const answer = await firstAnswer(order, request, Buffer.concat(chunks), response);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on("error", () => response.destroy());
    })().catch(() => {
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end("{}");
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    kind: "the small proxy of the tests, because nginx is not installed",
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function firstAnswer(
  ports: readonly number[],
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  client: NodeJS.EventEmitter,
): Promise<IncomingMessage> {
  for (const port of ports) {
    const sent = httpRequest({ host: "127.0.0.1", port, method, path: url, headers, agent: false });
    client.once("close", () => sent.destroy());
    sent.end(body);
    try {
      const [answer] = (await once(sent, "response")) as [IncomingMessage];
      return answer;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ECONNREFUSED") throw error;
    }
  }
  throw new Error("no instance can be connected");
}
