/** Texts of own-data/. */
export const ownData = {
  title: "My data",
  export: "Export",
  hint: "A JSON file with all that is kept about you: profile, settings, memberships, solutions, sessions, tokens, devices, notifications, log entries of your apps and the events of your account. It holds no secrets and nothing about anybody else.",
  make: "Export my data",
  received: (size: string) => `${size} received`,
  done: (size: string) => `The file is complete (${size}).`,
};
