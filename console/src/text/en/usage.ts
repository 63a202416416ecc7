/** Texts of usage/. */
export const usage = {
  title: "Usage",
};
