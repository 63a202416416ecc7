/** A real OpenID Connect issuer on this machine: it publishes its keys over HTTP and signs tokens. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";

export interface IssuerKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function newKey(kid: string, alg = "ES256"): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg } };
}

/** Signs exactly these claims, so that a test can leave out or falsify any of them. */
export function sign(
  { kid, alg, privateKey }: IssuerKey,
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg, kid, ...header }).sign(privateKey);
}

export interface TestIssuer {
  /** Its name and address. */
  readonly issuer: string;
  /** The published keys; a test may change them. */
  keys: readonly IssuerKey[];
  configuration: Record<string, unknown>;
  /** If set, answers instead of the issuer. */
  answerInstead: ((response: ServerResponse) => void) | undefined;
  /** The requests it received, in order. */
  readonly requests: { readonly path: string; readonly request: IncomingMessage }[];
  stop(): Promise<void>;
}

export async function startIssuer(...keys: IssuerKey[]): Promise<TestIssuer> {
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    issuer.requests.push({ path, request });
    if (issuer.answerInstead !== undefined) return issuer.answerInstead(response);
    const documents: Record<string, object> = {
      "/.well-known/openid-configuration": issuer.configuration,
      "/keys": { keys: issuer.keys.map(({ publicJwk }) => publicJwk) },
    };
    const document = documents[path];
    response.writeHead(document === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer: TestIssuer = {
    issuer: address,
    keys,
    configuration: { issuer: address, jwks_uri: `${address}/keys` },
    answerInstead: undefined,
    requests: [],
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return issuer;
}
