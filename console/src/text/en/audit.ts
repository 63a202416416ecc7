/** Texts of audit/. */
export const audit = {
  title: "Audit",
};
