/** The elements, attributes, addresses and styles that an invite mail may contain. */

/** The one address that a template leaves open. */
export const linkParameter = "{inviteLink}";

/** The value as it is written, or undefined if the attribute is left out. */
type Rule = (value: string) => string | undefined;
const word: Rule = (value) => (/^[\w#%. -]{0,100}$/.test(value) ? value : undefined);
const anyText: Rule = (value) => value;

const everywhere: Readonly<Record<string, Rule>> = {
  align: word,
  dir: word,
  lang: word,
  role: word,
  style: (value) => (value.split(";").every(isHarmlessDeclaration) ? value : undefined),
  title: anyText,
};
const size = { width: word, height: word };
const cell = { ...size, bgcolor: word, colspan: word, rowspan: word, valign: word };

const plain =
  "b big blockquote br caption center code div em h1 h2 h3 h4 h5 h6 hr i li ol p " +
  "s small span strong sub sup tbody tfoot thead u ul";

/** The elements that a mail may contain, with the attributes of each. */
const allowed: ReadonlyMap<string, ReadonlyMap<string, Rule>> = new Map(
  Object.entries<Readonly<Record<string, Rule>>>({
    ...Object.fromEntries(plain.split(" ").map((name) => [name, {}])),
    a: { href: (value) => address(value, ["https:", "http:", "mailto:"]) },
    img: { ...size, alt: anyText, border: word, src: (value) => address(value, ["https:"]) },
    table: { ...size, bgcolor: word, border: word, cellpadding: word, cellspacing: word },
    td: cell,
    th: cell,
    tr: { bgcolor: word, valign: word },
  }).map(([name, rules]) => [name, new Map(Object.entries({ ...everywhere, ...rules }))]),
);

/** What these contain is not text that a reader sees, or readers disagree about it. */
const invisible = new Set(
  (
    "applet audio canvas embed frameset iframe listing math noembed noframes noscript object " +
    "option plaintext script select style svg template textarea title video xmp"
  ).split(" "),
);

/** Elements that the parser adds itself. */
const wrappers = new Set(["html", "head", "body"]);

/** What becomes of an element: of a wrapper, and of one that is refused, the content can stay. */
export function useOfElement(name: string): "keep" | "unwrap" | "keep content" | "leave out" {
  if (allowed.has(name)) return "keep";
  if (wrappers.has(name)) return "unwrap";
  return invisible.has(name) ? "leave out" : "keep content";
}

/** Properties whose values are words, numbers and colours. Nothing in them can fetch an address. */
const properties =
  /^(?:color|(?:background|border)-color|font-(?:family|size|style|weight)|line-height|text-(?:align|decoration|transform)|vertical-align|(?:max-|min-)?(?:width|height)|(?:padding|margin|border)(?:-(?:top|right|bottom|left))?|border-(?:radius|collapse|spacing|width|style))$/;

function isHarmlessDeclaration(declaration: string): boolean {
  const [property = "", value = "", ...more] = declaration.split(":").map((part) => part.trim());
  if (property === "" && value === "") return true;
  const isKnown = properties.test(property.toLowerCase());
  return isKnown && more.length === 0 && /^[\w#%., '"-]{1,200}$/.test(value);
}

/** The address as browsers read it, if it has one of the schemes and no user's name. */
function address(value: string, schemes: readonly string[]): string | undefined {
  const url = URL.parse(value);
  const isAllowed = url !== null && schemes.includes(url.protocol) && url.username === "";
  return isAllowed && url.password === "" ? url.href : undefined;
}

/**
 * The attribute's value as it is written, or undefined if it is left out. Parameters are filled in in text
 * alone; in an attribute only the invite link is one, as the whole address of a link.
 */
export function writtenAttribute(element: string, name: string, value: string): string | undefined {
  if (element === "a" && name === "href" && value.trim() === linkParameter) return linkParameter;
  if (/\{[A-Za-z]\w*\}/.test(value)) return undefined;
  return allowed.get(element)?.get(name)?.(value);
}
