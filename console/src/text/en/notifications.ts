/** Texts of notifications/. */
export const notifications = {
  title: "Notifications",
};
