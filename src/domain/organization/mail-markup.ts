/**
 * Reads HTML as browsers do, and keeps only elements, attributes, addresses and styles that are on a list.
 * What it writes contains ordinary elements alone, so every reader of a mail takes it apart in the same way.
 */
import { defaultTreeAdapter, type DefaultTreeAdapterTypes, html as names, parse } from "parse5";
import { linkParameter, useOfElement, writtenAttribute } from "./allowed-markup.ts";

export type MarkupNode = string | MarkupElement;

export interface MarkupElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly MarkupNode[];
}

export interface Markup {
  readonly nodes: readonly MarkupNode[];
  /** What was left out, as messages to the author. */
  readonly faults: readonly string[];
}

/** The parser's time and memory grow with these, whatever the length of the HTML. */
const elementsAtMost = 2_000;
const depthAtMost = 100;

class TooManyElements extends Error {}

/** Returns undefined if the HTML has too many elements to be read. */
export function readMarkup(html: string): Markup | undefined {
  let elements = 0;
  const treeAdapter = {
    ...defaultTreeAdapter,
    createElement: (...element: Parameters<typeof defaultTreeAdapter.createElement>) => {
      elements += 1;
      if (elements > elementsAtMost) throw new TooManyElements();
      return defaultTreeAdapter.createElement(...element);
    },
  };
  const faults: string[] = [];
  try {
    const document = parse(html, { treeAdapter, scriptingEnabled: false });
    return { nodes: kept(document.childNodes, 0, faults), faults };
  } catch (error) {
    if (error instanceof TooManyElements) return undefined;
    throw error;
  }
}

function kept(
  nodes: readonly DefaultTreeAdapterTypes.ChildNode[],
  depth: number,
  faults: string[],
): MarkupNode[] {
  return nodes.flatMap((node): MarkupNode[] => {
    if (node.nodeName === "#text") return [(node as DefaultTreeAdapterTypes.TextNode).value];
    if (!defaultTreeAdapter.isElementNode(node)) {
      // A comment or a document type. Nobody sees it, so only a parameter in it is a mistake.
      if ("data" in node && node.data.includes(linkParameter)) {
        faults.push(`${linkParameter} is not allowed in a comment`);
      }
      return [];
    }
    return keptElement(node, depth, faults);
  });
}

function keptElement(
  node: DefaultTreeAdapterTypes.Element,
  depth: number,
  faults: string[],
): MarkupNode[] {
  const { tagName: name, namespaceURI, attrs } = node;
  const use = namespaceURI === names.NS.HTML ? useOfElement(name) : "leave out";
  if (use === "leave out" || use === "keep content") faults.push(`<${name}> is not allowed`);
  if (use === "leave out") return [];
  if (depth > depthAtMost) {
    faults.push(`at most ${depthAtMost} elements may contain each other`);
    return [];
  }
  const attributes: Record<string, string> = {};
  for (const attribute of attrs) {
    const value = writtenAttribute(name, attribute.name, attribute.value);
    if (value !== undefined) attributes[attribute.name] = value;
    else faults.push(`${attribute.name}="${attribute.value}" is not allowed in <${name}>`);
  }
  const children = kept(node.childNodes, depth + 1, faults);
  if (use !== "keep") return children;
  if (name === "a" && attributes["href"] !== linkParameter && hasLink(children)) {
    faults.push(`${linkParameter} or a link is not allowed in another link`);
    delete attributes["href"];
  }
  return [{ name, attributes, children }];
}

function hasLink(nodes: readonly MarkupNode[]): boolean {
  return nodes.some((node) =>
    typeof node === "string"
      ? node.includes(linkParameter)
      : node.name === "a" || hasLink(node.children),
  );
}

const withoutEnd = new Set(["br", "hr", "img"]);

export function writeMarkup(nodes: readonly MarkupNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return escapeHtml(node);
      const { name, attributes, children } = node;
      const pairs = Object.entries(attributes).map(
        ([key, value]) => ` ${key}="${escapeHtml(value)}"`,
      );
      const start = `<${name}${pairs.join("")}>`;
      return withoutEnd.has(name) ? start : `${start}${writeMarkup(children)}</${name}>`;
    })
    .join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");
}
