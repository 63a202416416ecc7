/** Texts of solutions/. */
export const solutions = {
  title: "Solutions",
  mine: "My solutions",
};
