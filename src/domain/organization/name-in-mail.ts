/** Shows names that strangers chose in mails, so that they are names only: no links, no tricks. */

/** Ends an address for every reader: hosts cannot contain it, and it is hardly seen. */
const gap = "\u200A";
const lengthAtMost = 80;

/** As it is written in the subject, the text and the HTML of a mail. */
export function nameInMail(name: string): string {
  const shown = Array.from(withoutLinks(withoutPhoneNumbers(withoutTricks(name))));
  const cut = shown.length > lengthAtMost ? [...shown.slice(0, lengthAtMost - 1), "…"] : shown;
  return isolated(cut.join("").trim() || "…");
}

/** One line without characters that are not seen, or that turn or cover what stands beside them. */
export function withoutTricks(text: string): string {
  return (
    text
      // Kept: joiners, which some scripts and emoji need, and the choice between text and emoji.
      .replaceAll(/(?!\u200C|\u200D|\uFE0E|\uFE0F)[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, "")
      .replaceAll(/[\s\p{Z}\p{Cc}\u2800]+/gu, " ")
      .replaceAll(/(\p{M}{4})\p{M}+/gu, "$1")
      .trim()
  );
}

/** Mail programs make links of what looks like an address. Browsers read some other characters alike. */
export function withoutLinks(text: string): string {
  return text
    .replaceAll(/(?<!\u200A)[.\u2024\u3002\uFE52\uFF0E\uFF61@\uFE6B\uFF20](?=\S)/g, `${gap}$&`)
    .replaceAll(/[:\uFE55\uFF1A@\uFE6B\uFF20](?=\S)|[\\/](?=[\\/])/g, `$&${gap}`);
}

/** A number to call is the other way to lead somebody away. Years and house numbers are shorter. */
function withoutPhoneNumbers(text: string): string {
  return text.replaceAll(/[+(]*\p{Nd}(?:[ ().,/+_–-]*\p{Nd}){8,}/gu, "…");
}

const rightToLeft =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** A name that is written from right to left must not reorder the text beside it. */
function isolated(name: string): string {
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name;
}
