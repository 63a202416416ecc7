/** Texts of the page that accepts an invitation. */
export const invitation = {
  title: "Invitation",
  to: (organization: string) => `Join ${organization}`,
  from: (inviter: string, organization: string, email: string) =>
    `${inviter} invites ${email} to ${organization}. Check your name, then accept.`,
  fromOrganization: (organization: string, email: string) =>
    `${organization} invites ${email}. Check your name, then accept.`,
  firstName: "First name",
  lastName: "Last name",
  accept: "Accept the invitation",
  acceptInstead: "Log out and accept",
  signedInAs: (other: string, email: string) =>
    `You are signed in as ${other}, but the invitation is for ${email}. Accepting logs you out there and signs you in as ${email}. To leave everything as it is, cancel.`,
  validUntil: (time: string) => `The invitation is valid until ${time}.`,
  incomplete:
    "This link is not complete. Open the link in the mail again, or copy all of it into the address bar.",
  ended: {
    "invite-used": "This invitation was accepted already. Sign in to go on.",
    "invite-replaced":
      "This invitation was sent again. Use the link in the newest mail; it may take a minute to arrive.",
    "invite-revoked":
      "The organization has taken this invitation back. If that was by mistake, ask whoever invited you for a new one.",
    "invite-expired":
      "This invitation has expired. Ask whoever invited you to send it again; the new mail has a new link.",
  },
};
