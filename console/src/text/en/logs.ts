/** Texts of logs/. */
export const logs = {
  title: "Troubleshooting",
};
