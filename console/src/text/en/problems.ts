/**
 * Problems by their code (docs/problems.md) where the console can say more than the service. The service's
 * own `detail` is English, so this catalogue may leave codes out.
 */
export const problems: Readonly<Record<string, string>> = {
  unknown: "The service cannot be reached. Check the connection and try again.",
  "invalid-input": "Something in the input is not right. Correct it and send it again.",
  "session-required":
    "The link of an invitation opens the organization, but not your whole account. Log out, and sign in with a mailed code.",
  "identity-provider-refused":
    "The identity provider did not sign you in. Try again, or sign in with a mailed code.",
  "email-not-verified":
    "The identity provider has not verified your address. Verify it there, or sign in with a mailed code.",
  "person-unknown":
    "Nobody has your address here. Sign in at the identity provider with the address that was invited, or ask for an invitation.",
  "sign-in-expired": "Signing in took too long, or was finished in another browser. Begin again.",
};
