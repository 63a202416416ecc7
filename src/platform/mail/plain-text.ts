/** Makes a mail's plain-text part from its HTML. */
import { compile } from "html-to-text";

const convert = compile({
  wordwrap: 78,
  limits: { maxInputLength: 200_000, maxDepth: 50, maxChildNodes: 10_000 },
  selectors: [
    { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: ["<", ">"] } },
    { selector: "img", format: "skip" },
  ],
});

/** The text of an HTML page. It always contains the link, whatever the template says. */
export function plainText(html: string, link: string): string {
  const text = convert(html);
  return text.includes(link) ? text : `${text}\n\n${link}\n`;
}
