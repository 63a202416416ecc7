/** A real OpenID Connect provider (oidc-provider) on this machine, at which people sign in without a page. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK } from "jose";
import { type ClientAuthMethod, type ClientMetadata, Provider } from "oidc-provider";
import { newKey } from "./issuer.ts";

/** What the provider says of a person, beside `sub`. */
export interface ProviderAccount {
  readonly email?: string;
  readonly email_verified?: unknown;
}

export interface TestProvider {
  readonly issuer: string;
  /** Who signs in next; undefined: whoever it is cancels. */
  account: ProviderAccount | undefined;
  /** If it returns true, it has answered instead of the provider. */
  answerInstead: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
  /** The paths of the requests it received, in order. */
  readonly requests: string[];
  /** Follows the addresses as a browser does. @returns the first one that is not the provider's */
  visit(address: string): Promise<URL>;
  stop(): Promise<void>;
}

/**
 * @param claimsIn where the provider puts the address, as providers differ
 * @param methods how clients may send their secret
 */
export async function startProvider(
  client: ClientMetadata,
  claimsIn: "ID token" | "userinfo" = "ID token",
  methods: readonly ClientAuthMethod[] = ["none", "client_secret_basic", "client_secret_post"],
): Promise<TestProvider> {
  const { privateKey, kid } = await newKey("signing", "RS256");
  const key = { ...(await exportJWK(privateKey)), kid, alg: "RS256", use: "sig" };
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [client],
    clientAuthMethods: [...methods],
    jwks: { keys: [key] },
    cookies: { keys: ["secret"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    conformIdTokenClaims: claimsIn === "userinfo",
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      Grant: 60,
      IdToken: 60,
      Interaction: 60,
      Session: 60,
    },
    findAccount: (_, accountId) => ({
      accountId,
      claims: async () => ({ sub: accountId, ...JSON.parse(accountId) }),
    }),
    async loadExistingGrant({ oidc }) {
      const { client: found, session } = oidc;
      const grant = new provider.Grant({
        clientId: found?.clientId ?? "",
        accountId: session?.accountId ?? "",
      });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  handle = async (request, response) => {
    const [path = ""] = (request.url ?? "").split("?");
    made.requests.push(path);
    if (made.answerInstead?.(request, response) === true) return;
    if (!path.startsWith("/interaction/")) return callback(request, response);
    const { account } = made;
    // The claims are the id, so that the provider keeps nothing else of them.
    const result =
      account === undefined
        ? { error: "access_denied", error_description: "<script>" }
        : { login: { accountId: JSON.stringify(account) } };
    await provider.interactionFinished(request, response, result);
  };

  const made: TestProvider = {
    issuer,
    account: undefined,
    answerInstead: undefined,
    requests: [],
    async visit(address) {
      const cookies = new Map<string, string>();
      let url = new URL(address);
      while (url.origin === issuer) {
        const cookie = [...cookies].map((each) => each.join("=")).join("; ");
        const response = await fetch(url, { redirect: "manual", headers: { cookie } });
        for (const text of response.headers.getSetCookie()) {
          const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
          if (value === "") cookies.delete(name);
          else cookies.set(name, value);
        }
        const body = await response.text();
        const location = response.headers.get("location");
        if (location === null) throw new Error(`${url.href} answered ${response.status} ${body}`);
        url = new URL(location, url);
      }
      return url;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return made;
}
