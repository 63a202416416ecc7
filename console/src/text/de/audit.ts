/** Texte von audit/. */
import type { audit as english } from "../en/audit.ts";

export const audit: typeof english = {
  title: "Audit",
  access: {
    organization: "Rolle in der Organisation",
    nothing: "Diese Person hatte hier nie Zugang.",
    now: "Heute",
    heldAt: (time) => `Galt am ${time}`,
    since: (time) => `Seit ${time}`,
    between: (from, to) => `${from} bis ${to}`,
    grantedBy: (name) => `Erteilt durch ${name}`,
    endedBy: (name) => `Beendet durch ${name}`,
  },
};
