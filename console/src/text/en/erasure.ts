/** Texts of erasure/. */
export const erasure = {
  title: "Erase me",
  hint: "Makes your personal data unreadable everywhere, for good.",
  erased:
    "Erased: your name, address, phone, picture, settings and notifications. Your sessions and access tokens end, you leave every organization, and your address is free again.",
  kept: "Kept: that somebody did what you did. The log then says “erased person”.",
  owner: "Whoever is an organization's last owner must make somebody else an owner first.",
  start: "Erase me",
  question: (name: string) => `Erase ${name} for good?`,
  phrase: "forget me",
  type: (phrase: string, email: string) => `Type “${phrase}” or ${email} to confirm`,
  confirm: "Erase for good",
};
