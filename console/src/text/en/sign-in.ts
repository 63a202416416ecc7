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
};
