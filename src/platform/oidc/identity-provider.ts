/**
 * Signing in at the identity provider in the browser: authorization code with PKCE (OpenID Connect Core 1.0,
 * RFC 7636, RFC 9700). Only the verified address is taken from its answers; its tokens are not kept.
 */
import * as client from "openid-client";
import type { Logger } from "pino";
import { email } from "../../domain/primitives.ts";
import { isLoopback } from "../config.ts";
import { isSafeAddress } from "./issuer.ts";
import { boundedFetch, createPause, IssuerUnavailable } from "./provider-requests.ts";

const timeoutSeconds = 5;
/** How far the provider's clock may be off. */
const toleranceSeconds = 10;
/** Requests to a slow provider at once; further ones are refused. */
const mostAtOnce = 50;

/** The provider refuses, or its answer does not fit the sign-in that was begun. */
export class IdentityRefused extends Error {
  override readonly name = "IdentityRefused";
}

/** What binds the provider's answer to a sign-in. Whoever knows them must be the browser that began it. */
interface SignInSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export type IdentityProvider = ReturnType<typeof createIdentityProvider>;

export function createIdentityProvider({
  issuer,
  clientId,
  clientSecret,
  clock,
  log,
}: {
  readonly issuer: string;
  readonly clientId: string;
  /** Without one, PKCE alone shows that the code was issued for this sign-in. */
  readonly clientSecret: string | undefined;
  readonly clock: () => Date;
  readonly log: Logger;
}) {
  const unlessPaused = createPause({ clock, log });
  let atOnce = 0;

  async function request(url: string, options: client.CustomFetchOptions): Promise<Response> {
    if (!isSafeAddress(url, issuer)) throw new Error(`${url} must be https`);
    if (atOnce >= mostAtOnce) throw new IssuerUnavailable(clock());
    atOnce += 1;
    try {
      const response = await unlessPaused(url, () => boundedFetch(url, options as RequestInit));
      // No pause: a forged code must not be able to cause one.
      if (response.status >= 500) throw new IssuerUnavailable(clock());
      return response;
    } finally {
      atOnce -= 1;
    }
  }

  async function discover(): Promise<client.Configuration> {
    const metadata = { [client.clockTolerance]: toleranceSeconds };
    const found = await client.discovery(
      new URL(issuer),
      clientId,
      metadata,
      authenticationWith(clientSecret),
      {
        timeout: timeoutSeconds,
        [client.customFetch]: request,
        // Signatures are checked although TLS already shows who answers.
        execute: [client.enableNonRepudiationChecks].concat(
          isLoopback(issuer) ? client.allowInsecureRequests : [],
        ),
      },
    );
    const { issuer: named, authorization_endpoint: address = "" } = found.serverMetadata();
    if (named !== issuer) throw new Error(`OIDC_ISSUER is not exactly the issuer, ${named}`);
    if (!URL.canParse(address) || !isSafeAddress(address, issuer)) {
      throw new Error("the authorization_endpoint must be https");
    }
    return found;
  }

  let configuration: Promise<client.Configuration> | undefined;
  async function configured(): Promise<client.Configuration> {
    const known = (configuration ??= unlessPaused(issuer, discover));
    try {
      return await known;
    } catch (error) {
      if (configuration === known) configuration = undefined;
      throw error;
    }
  }

  /** The claims of the ID token; those about the address may be at the userinfo endpoint instead. */
  async function claimsFor(callback: URL, { state, nonce, verifier }: SignInSecrets) {
    const found = await configured();
    const tokens = await client.authorizationCodeGrant(found, callback, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new IdentityRefused("there is no ID token");
    if (claims["email"] !== undefined) return claims;
    return client.fetchUserInfo(found, tokens.access_token, claims.sub);
  }

  return {
    /** The host of the issuer, for people. */
    name: new URL(issuer).host,

    /**
     * Where to send the browser.
     * @throws IssuerUnavailable
     */
    async begin(redirectUri: string): Promise<SignInSecrets & { readonly url: string }> {
      const found = await configured();
      const state = client.randomState();
      const nonce = client.randomNonce();
      const verifier = client.randomPKCECodeVerifier();
      const url = client.buildAuthorizationUrl(found, {
        redirect_uri: redirectUri,
        scope: "openid email",
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      return { url: url.href, state, nonce, verifier };
    },

    /**
     * The address that the provider has verified; undefined if it has verified none.
     * @param callback the address to which the provider sent the browser back
     * @throws IssuerUnavailable; IdentityRefused
     */
    async finish(callback: URL, secrets: SignInSecrets): Promise<string | undefined> {
      try {
        const { email: claimed, email_verified: isVerified } = await claimsFor(callback, secrets);
        return isVerified === true ? email.safeParse(claimed).data : undefined;
      } catch (error) {
        const unavailable = causeOf(error, IssuerUnavailable);
        if (unavailable !== undefined) throw unavailable;
        // The error itself may hold tokens, so it is not logged.
        const { code = "", name = "" } = error as {
          readonly code?: string;
          readonly name?: string;
        };
        log.warn({ reason: `${name} ${code}` }, "a sign-in by the identity provider was refused");
        throw new IdentityRefused("the provider's answer was refused");
      }
    },
  };
}

/** By the method that the provider supports; the specification's default is the header. */
function authenticationWith(secret: string | undefined): client.ClientAuth {
  if (secret === undefined) return client.None();
  const inBody = client.ClientSecretPost(secret);
  const inHeader = client.ClientSecretBasic(secret);
  return (server, ...rest) => {
    const { token_endpoint_auth_methods_supported: methods = [] } = server;
    return (methods.includes("client_secret_post") ? inBody : inHeader)(server, ...rest);
  };
}

function causeOf<Cause extends Error>(
  error: unknown,
  kind: new (...parts: never[]) => Cause,
): Cause | undefined {
  let each = error;
  while (each instanceof Error && !(each instanceof kind)) each = each.cause;
  return each instanceof kind ? each : undefined;
}
