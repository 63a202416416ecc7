/** Texts of sign-in/. */
export const signIn = {
  title: "Sign in",
  sessions: "Sessions",
  email: "E-mail address",
  sendCode: "Send me a code",
  codeSent: (email: string) =>
    `If ${email} may sign in, a mail with a code of 8 digits is on its way. It is valid for ten minutes.`,
  code: "Code of 8 digits",
  digit: (position: number) => `Digit ${position} of 8`,
  otherAddress: "Use another address",
  or: "or",
  byProvider: (name: string) => `Sign in with ${name}`,
  providerProblem:
    "Signing in with the identity provider did not work. Try again, or sign in with a mailed code.",
  noAccount: "No account yet?",
  hasAccount: "You have an account already?",
  signUp: "Sign up",
  signUpClosed:
    "Nobody can sign up here by themselves. Ask somebody in your organization for an invitation.",
  firstName: "First name",
  lastName: "Last name",
  organizationName: "Name of your organization",
  linkHint: "The link in the mail signs you in once.",
  linkEnded: "A link works once, and for ten minutes. Ask for a new code to sign in.",
  as: (email: string) => `Sign in as ${email}`,
  otherWay: "Sign in another way",
};
