/** Web Push over HTTP (RFC 8030): encrypted for the device (RFC 8291), signed by the service (RFC 8292). */
import { createECDH } from "node:crypto";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import webPush from "web-push";
import { isInnerAddress, outerLookup } from "./addresses.ts";
import { secondsToWait } from "./retry-after.ts";

/** A device as its browser describes it. */
export interface PushTarget {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** `gone`: the device no longer exists. `retry`: a later try may succeed, after `seconds` if known. */
type PushResult =
  | { readonly kind: "sent" | "gone" | "refused" }
  | { readonly kind: "retry"; readonly seconds: number | undefined };

export type PushSender = ReturnType<typeof createPushSender>;

const timeoutMilliseconds = 10_000;
/** How long a push service keeps a message for an offline device. */
const timeToLiveSeconds = 24 * 60 * 60;

interface PushOptions {
  /** 32 bytes. */
  readonly privateKey: Buffer;
  /** The sender's contact for push services: a mailto: or https: address. */
  readonly subject: string;
  readonly clock: () => Date;
  /** Only for tests: also accepts endpoints on this machine, without TLS. */
  readonly allowsLocal?: boolean;
}

export function createPushSender(options: PushOptions) {
  const { privateKey, subject, clock, allowsLocal = false } = options;
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(privateKey);
  const publicKey = curve.getPublicKey("base64url");
  const vapidDetails = { subject, publicKey, privateKey: privateKey.toString("base64url") };

  return {
    /** Base64url of the public key that a browser needs to subscribe. */
    publicKey,

    /** May pushes go to this endpoint? */
    accepts(endpoint: string): boolean {
      const { protocol, hostname, username, password } = new URL(endpoint);
      const host = hostname.replaceAll(/[[\]]/g, "");
      if (allowsLocal) return true;
      const isInner = isIP(host) > 0 ? isInnerAddress(host) : !host.includes(".");
      return protocol === "https:" && !isInner && username === "" && password === "";
    },

    async send(target: PushTarget, payload: string): Promise<PushResult> {
      if (!this.accepts(target.endpoint)) return { kind: "refused" };
      const { endpoint, method, headers, body } = webPush.generateRequestDetails(target, payload, {
        vapidDetails,
        TTL: timeToLiveSeconds,
        contentEncoding: "aes128gcm",
        urgency: "normal",
      });
      try {
        const { status, retryAfter } = await post(endpoint, { method, headers, body });
        return resultOf(status, secondsToWait(retryAfter, clock()));
      } catch {
        return { kind: "retry", seconds: undefined };
      }
    },
  };

  function post(
    endpoint: string,
    { method, headers, body }: { method: string; headers: Record<string, unknown>; body: Buffer },
  ): Promise<{ readonly status: number; readonly retryAfter: string }> {
    const request = endpoint.startsWith("http:") ? requestHttp : requestHttps;
    return new Promise((resolve, reject) => {
      const outgoing = request(endpoint, {
        method,
        headers: headers as Record<string, string>,
        signal: AbortSignal.timeout(timeoutMilliseconds),
        ...(allowsLocal ? {} : { lookup: outerLookup }),
      });
      outgoing.on("error", reject);
      outgoing.on("response", (response) => {
        // The body is not needed.
        response.resume();
        response.on("error", reject);
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers["retry-after"] ?? "",
        });
      });
      outgoing.end(body);
    });
  }
}

function resultOf(status: number, seconds: number | undefined): PushResult {
  if (status >= 200 && status < 300) return { kind: "sent" };
  if (status === 404 || status === 410) return { kind: "gone" };
  if (status !== 429 && status < 500) return { kind: "refused" };
  return { kind: "retry", seconds };
}
