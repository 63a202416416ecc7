/** Texts of organizations/. */
export const organizations = {
  title: "Organization settings",
};
