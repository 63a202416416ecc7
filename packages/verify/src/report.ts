/** The verdict in words. */
import { failures } from "./failures.ts";
import type { Described, Trust, Verdict } from "./verdict.ts";

/** The lines that are printed. */
export function reportOn(verdict: Verdict): string[] {
  const { failures: found, trust } = verdict;
  const about = isDescribed(verdict) ? aboutLines(verdict) : [];
  if (found.length === 0) {
    return [
      verdict.isVerified ? "VERIFIED" : "INTACT, BUT UNSIGNED",
      ...about,
      "The events are complete and in order, and the tables rebuilt from them match byte for byte.",
      trustLine(trust),
    ];
  }
  const named = found.map(({ name, detail }) => `  ${name}: ${failures[name]} (${shown(detail)})`);
  return ["REFUSED", ...about, ...named, trustLine(trust)];
}

function isDescribed(verdict: Verdict): verdict is Verdict & Described {
  return verdict.organizationId !== undefined;
}

function aboutLines({ organizationId, createdAt, requestedBy, counts, root }: Described): string[] {
  return [
    `Organization ${organizationId}, exported ${createdAt} by ${requestedBy}`,
    `${counts.events} events, ${counts.members} members, ${counts.tokens} tokens; root ${root}`,
  ];
}

/** Text from a bundle must not move the cursor or begin a line. */
function shown(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?").slice(0, 300);
}

/** One line for people. The kinds begin differently, so that nobody mistakes one for another. */
export function trustLine(trust: Trust): string {
  switch (trust.kind) {
    case "PINNED":
      return trust.successions === 0
        ? `Trust: PINNED KEY. Signed by ${trust.keyId}, the key that you pinned.`
        : `Trust: PINNED KEY. Signed by ${trust.keyId}, a successor of the key that you pinned (${trust.successions} succession(s)).`;
    case "EMBEDDED":
      return `Trust: EMBEDDED KEY ONLY. Signed by ${trust.keyId}, for which only this bundle vouches. Get the key another way and pass it with --key.`;
    case "UNSIGNED":
      return "Trust: NONE. The bundle is not signed: anybody can have made it.";
    case "REFUSED":
      return "Trust: REFUSED. The bundle has no valid signature, or none by the key that you pinned.";
  }
}
