/** Makes a mail's plain-text part from its HTML. */
import { compile, type FormatCallback } from "html-to-text";

/** The built-in format joins an address to the text beside it if the link's own text is empty. */
const linkWithAddress: FormatCallback = ({ attribs, children }, walk, builder) => {
  walk(children, builder);
  const address: string | undefined = attribs["href"];
  const isShown = children.length === 1 && children[0]?.data === address;
  if (address && !isShown) builder.addInline(` <${address}>`, { noWordTransform: true });
};

const convert = compile({
  wordwrap: 78,
  limits: { maxInputLength: 200_000, maxDepth: 50, maxChildNodes: 10_000 },
  formatters: { linkWithAddress },
  selectors: [
    { selector: "a", format: "linkWithAddress" },
    { selector: "img", format: "skip" },
    // In capitals, a link in a heading would be another link.
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
  ],
});

/** The text of an HTML page. It always contains the link, whatever the template says. */
export function plainText(html: string, link: string): string {
  const text = convert(html);
  return text.includes(link) ? text : `${text}\n\n${link}\n`;
}
