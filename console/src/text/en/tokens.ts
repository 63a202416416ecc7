/** Texts of tokens/. */
export const tokens = {
  title: "Access tokens",
};
