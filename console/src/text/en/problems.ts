/**
 * Problems by their code (docs/problems.md) where the console can say more than the service. The service's
 * own `detail` is English, so this catalogue may leave codes out.
 */
export const problems: Readonly<Record<string, string>> = {
  unknown: "The service cannot be reached. Check the connection and try again.",
};
