/** Texts of erasure/. */
export const erasure = {
  title: "Erase my data",
};
