/** Texts of audit/. */
export const audit = {
  title: "Audit",
  access: {
    organization: "Role in the organization",
    nothing: "This person never had access here.",
    now: "Today",
    heldAt: (time: string) => `Held on ${time}`,
    since: (time: string) => `Since ${time}`,
    between: (from: string, to: string) => `${from} to ${to}`,
    grantedBy: (name: string) => `Given by ${name}`,
    endedBy: (name: string) => `Ended by ${name}`,
  },
};
