/** Texts of users/. */
export const users = {
  title: "My profile",
  data: "About me",
  firstName: "First name",
  lastName: "Last name",
  shownName: "Shown name",
  shownNameHint: "Without it, first and last name are shown.",
  phone: "Phone",
  avatarUrl: "Address of a picture",
  emailHint: (email: string) => `You sign in as ${email}.`,
  preferences: "Preferences",
  preferencesHint: "They apply wherever you sign in, and are saved at once.",
  theme: "Theme",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  timeZone: "Time zone",
};
