/** Texts of own-data/. */
export const ownData = {
  title: "My data",
};
