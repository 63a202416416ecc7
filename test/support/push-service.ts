/**
 * A push service and its devices on the loopback: receives pushes (RFC 8030), checks their signature (RFC
 * 8292) and decrypts them like a browser (RFC 8291).
 */
import { createDecipheriv, createECDH, createHmac, type ECDH, randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { importJWK, jwtVerify } from "jose";

export interface Pushed {
  readonly device: string;
  readonly headers: IncomingHttpHeaders;
  readonly message: Record<string, unknown>;
  /** The claims of the sender's token, verified with the sender's public key. */
  readonly claims: Record<string, unknown>;
  readonly publicKey: string;
}

export interface PushService {
  /** On the loopback. */
  readonly port: number;
  readonly pushed: Pushed[];
  /** The number of requests per device, including refused ones. */
  readonly asked: Map<string, number>;
  /** Sets the status with which the device's endpoint answers; 201 by default. */
  answer(device: string, status: number, headers?: Record<string, string>): void;
  /** A new device's subscription, as its browser would send it. */
  device(name: string): { endpoint: string; keys: { p256dh: string; auth: string } };
  stop(): Promise<void>;
}

const hmac = (key: Buffer, ...parts: readonly (Buffer | string)[]): Buffer => {
  const mac = createHmac("sha256", key);
  for (const part of parts) mac.update(part);
  return mac.digest();
};

function decrypt(body: Buffer, curve: ECDH, auth: Buffer): Record<string, unknown> {
  const salt = body.subarray(0, 16);
  const keyLength = body.readUInt8(20);
  const senderKey = body.subarray(21, 21 + keyLength);
  const sealed = body.subarray(21 + keyLength);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), curve.getPublicKey(), senderKey]);
  const input = hmac(hmac(auth, curve.computeSecret(senderKey)), info, Buffer.from([1]));
  const key = hmac(salt, input);
  const contentKey = hmac(key, "Content-Encoding: aes128gcm\0\u0001").subarray(0, 16);
  const nonce = hmac(key, "Content-Encoding: nonce\0\u0001").subarray(0, 12);
  const decipher = createDecipheriv("aes-128-gcm", contentKey, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString());
}

/** @param name the origin by which senders know it; left out: its own */
export async function startPushService(name?: string): Promise<PushService> {
  const devices = new Map<string, { curve: ECDH; auth: Buffer }>();
  const answers = new Map<string, { status: number; headers: Record<string, string> }>();
  const pushed: Pushed[] = [];
  const asked = new Map<string, number>();
  let origin = "";

  async function take(device: string, headers: IncomingHttpHeaders, body: Buffer): Promise<void> {
    const known = devices.get(device);
    if (known === undefined) throw new Error("an unknown device");
    const [, token = "", publicKey = ""] =
      /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? "") ?? [];
    const raw = Buffer.from(publicKey, "base64url");
    const key = await importJWK(
      {
        kty: "EC",
        crv: "P-256",
        x: raw.subarray(1, 33).toString("base64url"),
        y: raw.subarray(33).toString("base64url"),
      },
      "ES256",
    );
    const { payload } = await jwtVerify(token, key, { audience: origin });
    const message = decrypt(body, known.curve, known.auth);
    pushed.push({ device, headers, message, claims: payload, publicKey });
  }

  const server = createServer((request, response) => {
    const device = (request.url ?? "").slice(1);
    asked.set(device, (asked.get(device) ?? 0) + 1);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { status, headers } = answers.get(device) ?? { status: 201, headers: {} };
      if (status !== 201) {
        response.writeHead(status, headers).end();
        return;
      }
      void (async () => {
        try {
          await take(device, request.headers, Buffer.concat(chunks));
          response.writeHead(201).end();
        } catch {
          response.writeHead(400).end();
        }
      })();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  origin = name ?? `http://127.0.0.1:${port}`;

  return {
    port,
    pushed,
    asked,
    answer: (device, status, headers = {}) => answers.set(device, { status, headers }),
    device(name) {
      const curve = createECDH("prime256v1");
      curve.generateKeys();
      const auth = randomBytes(16);
      devices.set(name, { curve, auth });
      const keys = { p256dh: curve.getPublicKey("base64url"), auth: auth.toString("base64url") };
      return { endpoint: `${origin}/${name}`, keys };
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
