/** Texte von logs/. */
import type { logs as english } from "../en/logs.ts";

export const logs: typeof english = {
  title: "Fehlersuche",
};
