/** Checks and renders invite templates (docs/domain.md, "Invite templates"). Pure. */
import type { z } from "zod";
import type { inviteTemplate } from "./events.ts";
import { linkParameter } from "./allowed-markup.ts";
import {
  escapeHtml,
  type Markup,
  type MarkupElement,
  type MarkupNode,
  readMarkup,
  writeMarkup,
} from "./mail-markup.ts";
import { nameInMail, withoutLinks, withoutTricks } from "./name-in-mail.ts";

type Template = Pick<z.output<typeof inviteTemplate>, "subject" | "html" | "introMessage">;

/** The names that a template may use as `{name}`. */
export const templateParameters = [
  "introMessage",
  "inviteLink",
  "organizationName",
  "firstName",
  "lastName",
  "name",
  "email",
  "expiresAt",
] as const;
type Parameter = (typeof templateParameters)[number];

/** The values of the parameters. `introMessage` comes from the template itself. */
type TemplateValues = Readonly<Record<Exclude<Parameter, "introMessage">, string>>;

/** A word in braces. A style rule does not match, because it contains a colon. */
const parameter = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/** The names in braces that are not parameters, in order. */
function unknownParameters(text: string): string[] {
  return [...text.matchAll(parameter)]
    .map(([, name = ""]) => name)
    .filter((name) => !templateParameters.some((known) => known === name));
}

/** Maximum uses of parameters in each part. With the limits of the values, this limits the message. */
const parametersAtMost = { subject: 10, html: 50, introMessage: 10 } as const;

/** Describes what is wrong with a part of a template; undefined if it is valid. */
export function faultIn(part: keyof typeof parametersAtMost, content: string): string | undefined {
  if (part !== "html") {
    return content.includes(linkParameter)
      ? `${linkParameter} is allowed in html only`
      : faultInParameters(part, content);
  }
  const markup = readMarkup(content);
  if (markup === undefined) return "has too many elements; make it simpler";
  // The parameters are those of the text that readers see: it may write a brace as an entity.
  return faultInParameters(part, writeMarkup(markup.nodes)) ?? firstFault(markup);
}

function firstFault({ faults: [fault] }: Markup): string | undefined {
  return (
    fault &&
    `${fault.slice(0, 200).toWellFormed()}; use elements, attributes and addresses that every mail program shows, ` +
      `and ${linkParameter} only as text or as the whole href="${linkParameter}" of a link`
  );
}

function faultInParameters(part: keyof typeof parametersAtMost, content: string) {
  const names = [...content.matchAll(parameter)].map(([, name = ""]) => name);
  const [unknown] = unknownParameters(content);
  if (unknown !== undefined) {
    const known = templateParameters.map((name) => `{${name}}`).join(", ");
    return `{${unknown}} is not a parameter; use ${known}`;
  }
  if (names.length > parametersAtMost[part]) {
    return `must use at most ${parametersAtMost[part]} parameters`;
  }
  return part === "introMessage" && names.includes("introMessage")
    ? "{introMessage} is not allowed in introMessage itself"
    : undefined;
}

/** Longer subjects are cut, not refused, because a name may be long. */
const subjectLength = 200;

/**
 * Renders the message. A template that was saved under older rules is rendered too: what is not allowed
 * is left out, and its link is added again if it was lost with that.
 */
export function renderInvite(template: Template, values: TemplateValues) {
  const { inviteLink, email, expiresAt, ...names } = values;
  const named = Object.entries(names).map(([key, name]) => [key, nameInMail(name)]);
  const known: Shown = { ...Object.fromEntries(named), email, expiresAt };
  const shown = { ...known, introMessage: filled(template.introMessage ?? "", known) };
  const markup = readMarkup(template.html) ?? { nodes: defaultMarkup(), faults: [] };
  const html = writeMarkup(filledNodes(markup.nodes, shown, inviteLink));
  const isLinkLost = markup.faults.length > 0 && !html.includes(escapeHtml(inviteLink));
  return {
    subject: subjectOf(template, known),
    html: isLinkLost ? `${html}<p>${writeMarkup([linkTo(inviteLink)])}</p>` : html,
  };
}

/** Nobody expects a link in a subject: what the author wrote is treated like a name. */
function subjectOf({ subject, introMessage = "" }: Template, known: Shown): string {
  const intro = filled(withoutTricks(introMessage), known);
  return withoutLinks(filled(withoutTricks(subject), { ...known, introMessage: intro }))
    .slice(0, subjectLength)
    .toWellFormed();
}

type Shown = Readonly<Record<string, string>>;

function filled(text: string, values: Shown): string {
  return text.replaceAll(parameter, (_, name: string) => values[name] ?? "");
}

/**
 * Whoever has the invite link gets in. So it is a link of its own with space around it: a mail program
 * that makes links of addresses in text cannot join it with the text beside it.
 */
function filledNodes(
  nodes: readonly MarkupNode[],
  values: Shown,
  inviteLink: string,
  isInLink = false,
): MarkupNode[] {
  return nodes.flatMap((node): MarkupNode[] => {
    if (typeof node === "string") {
      const [first = "", ...others] = node.split(linkParameter).map((text) => filled(text, values));
      const link = isInLink ? inviteLink : linkTo(inviteLink);
      return [first, ...others.flatMap((text) => [" ", link, " ", text])];
    }
    const { name, attributes, children } = node;
    const isLink = attributes["href"] === linkParameter;
    return [
      {
        name,
        attributes: isLink ? { ...attributes, href: inviteLink } : attributes,
        children: filledNodes(children, values, inviteLink, isInLink || isLink),
      },
    ];
  });
}

const linkTo = (address: string): MarkupElement => ({
  name: "a",
  attributes: { href: address },
  children: [address],
});

const languageNames = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** Is it an ISO 639-1 code of an existing language? */
export function isKnownLanguage(code: string): boolean {
  return /^[a-z]{2}$/.test(code) && languageNames.of(code) !== undefined;
}

export const defaultTemplate: z.output<typeof inviteTemplate> = {
  language: "en",
  subject: "You are invited to {organizationName}",
  introMessage: "You have been invited to join {organizationName}.",
  html: [
    "<p>Hello {firstName},</p>",
    "<p>{introMessage}</p>",
    '<p><a href="{inviteLink}">Accept the invitation</a></p>',
    "<p>If you did not expect this message, you can leave it unanswered.</p>",
    "",
  ].join("\n"),
};

/** The HTML of a mail whose own template cannot be read. */
const defaultMarkup = (): readonly MarkupNode[] => readMarkup(defaultTemplate.html)?.nodes ?? [];
