/** Texts of members/. */
export const members = {
  title: "Users",
};
