/** A real process with an identity provider configured in its environment. */
import { expect, test } from "vitest";
import { newKey, sign, startIssuer } from "../support/issuer.ts";
import { removeDataDir, startService, temporaryDataDir } from "../support/process.ts";

test("OIDC_ISSUER and OIDC_AUDIENCE let the provider's users in; the log contains nothing of their tokens", async () => {
  const key = await newKey("signing", "RS256");
  const issuer = await startIssuer(key);
  const dataDir = await temporaryDataDir();
  const service = await startService(dataDir, {
    OIDC_ISSUER: issuer.issuer,
    OIDC_AUDIENCE: "https://muster.test/api",
    LOG_LEVEL: "trace",
  });
  try {
    const token = await sign(key, {
      iss: issuer.issuer,
      aud: "https://muster.test/api",
      sub: "the-subject",
      exp: Math.floor(Date.now() / 1000) + 3600,
      email: "owner@example.com",
      email_verified: true,
      scope: "openid email",
    });
    const answer = await service.call("GET", "/v1/users/me", { token });
    expect(answer).toMatchObject({ status: 200, body: { userId: service.firstRun.userId } });
    const forged = `${token.slice(0, token.lastIndexOf("."))}.AAAA`;
    expect((await service.call("GET", "/v1/users/me", { token: forged })).status).toBe(401);
    for (const text of [token, forged, "the-subject"]) {
      expect(service.output()).not.toContain(text);
    }
  } finally {
    await service.end("SIGTERM");
    await issuer.stop();
    await removeDataDir(dataDir);
  }
});
