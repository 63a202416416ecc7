/** The text that a person sees once the service runs. */
import type { OneTimeLink } from "../commands/sign-in/one-time-link.ts";
import type { FirstRun } from "./bootstrap.ts";

interface Started {
  readonly url: string;
  readonly firstRun: FirstRun | undefined;
  readonly isFirst: boolean;
  /** The path of first-run.json; undefined if the stores are not embedded. */
  readonly firstRunPath: string | undefined;
  /** Only of a trial: it must never be in the log of a production configuration. */
  readonly oneTime: OneTimeLink | undefined;
  /** Where the mails are shown, if they are. */
  readonly mailPage: string | undefined;
}

/** Begins with a link to click, and ends with a command that works when pasted. */
export function banner({
  url,
  firstRun,
  isFirst,
  firstRunPath,
  oneTime,
  mailPage,
}: Started): string {
  const lines = ["", `  Muster is running at ${url}`];
  if (oneTime !== undefined) {
    lines.push(
      `  Open       ${oneTime.link}`,
      `             (signs you in once, within ${oneTime.minutes} minutes; later restart, or sign in by mail)`,
    );
  }
  if (mailPage !== undefined) lines.push(`  Mails      ${mailPage}`);
  lines.push(`  API page   ${url}/docs`);
  if (firstRun === undefined) {
    lines.push("  Sign in    npx muster bootstrap --email you@example.com --organization Yours");
  } else {
    lines.push(`  Owner      ${firstRun.email}${isFirst ? " (just created)" : ""}`);
  }
  // Like the link, the session is for the eyes of whoever tries Muster.
  if (firstRun !== undefined && oneTime === undefined) {
    lines.push(`  Session    in ${firstRunPath}; expires after two hours without use`);
  } else if (firstRun !== undefined) {
    lines.push(
      `  Session    ${firstRun.sessionToken}`,
      `             (also in ${firstRunPath}; expires after two hours without use)`,
      "",
      "  Try it:",
      `  curl -s -H 'Authorization: Bearer ${firstRun.sessionToken}' ${url}/v1/organizations/${firstRun.organizationId}/members`,
    );
  }
  return [...lines, "", "  Ctrl-C stops.", "", ""].join("\n");
}
