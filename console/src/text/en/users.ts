/** Texts of users/. */
export const users = {
  title: "My profile",
};
