/** Invite templates: their parameters, and how one becomes a message (domain.md, "Inviting"). Pure. */
import { Parser } from "htmlparser2";
import type { z } from "zod";
import type { inviteTemplate } from "./events.ts";

type Template = Pick<z.output<typeof inviteTemplate>, "subject" | "html" | "introMessage">;

/** What a template may name as `{parameter}`. */
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

/** What the parameters stand for; `introMessage` is the template's own. */
export type TemplateValues = Readonly<Record<Exclude<Parameter, "introMessage">, string>>;

export interface RenderedInvite {
  readonly subject: string;
  readonly html: string;
}

/** A word between braces. Style rules, with a colon between theirs, are none. */
const parameter = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/** Names in the text that are not parameters, in their order. */
function unknownParameters(text: string): string[] {
  return [...text.matchAll(parameter)]
    .map(([, name = ""]) => name)
    .filter((name) => !templateParameters.some((known) => known === name));
}

/** Parameters that one text of a template may name: together with their bounds, those of the message. */
const parametersAtMost = { subject: 10, html: 50, introMessage: 10 } as const;

/** Where text is more than text: in a form it is sent away, in a style it is fetched. */
const activeElements = new Set([
  "button",
  "form",
  "iframe",
  "math",
  "noscript",
  "option",
  "plaintext",
  "script",
  "select",
  "style",
  "svg",
  "template",
  "textarea",
  "title",
  "xmp",
]);

/**
 * What is wrong with a part of a template, in words; undefined where nothing is. The link holds a secret
 * that lets in whoever has it: so it may stand as a whole `href`, or be read as text, and nothing of it
 * may become a part of another address.
 */
export function faultIn(part: keyof typeof parametersAtMost, content: string): string | undefined {
  const names = [...content.matchAll(parameter)].map(([, name = ""]) => name);
  const [unknown] = unknownParameters(content);
  if (unknown !== undefined) {
    const known = templateParameters.map((name) => `{${name}}`).join(", ");
    return `{${unknown}} is not known; the parameters are ${known}`;
  }
  if (names.length > parametersAtMost[part]) {
    return `must name at most ${parametersAtMost[part]} parameters`;
  }
  if (part === "introMessage" && names.includes("introMessage")) {
    return "{introMessage} cannot stand in itself";
  }
  if (!names.includes("inviteLink")) return undefined;
  if (part !== "html") return "{inviteLink} may stand in the html only";
  return isLinkSafe(content)
    ? undefined
    : '{inviteLink} may stand as a whole href="{inviteLink}" of a link, or in plain text';
}

function isLinkSafe(html: string): boolean {
  const link = "{inviteLink}";
  let expected = html.split(link).length - 1;
  let isSafe = true;
  const open: string[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        for (const [attribute, value] of Object.entries(attributes)) {
          if (!value.includes(link)) continue;
          const isWhole = name === "a" && attribute === "href" && value.trim() === link;
          if (isWhole) expected -= 1;
          else isSafe = false;
        }
        open.push(name);
      },
      onclosetag(name) {
        open.splice(open.lastIndexOf(name));
      },
      ontext(text) {
        const found = text.split(link).length - 1;
        if (found > 0 && open.some((name) => activeElements.has(name))) isSafe = false;
        expected -= found;
      },
    },
    { decodeEntities: false },
  );
  parser.end(html);
  // What was met nowhere stands in a comment, or where only another reader of HTML would look.
  return isSafe && expected === 0;
}

/** Subjects are cut, not refused: a name may be long. */
const subjectLength = 200;

/** The message: values are escaped where they become HTML, and stay one line in the subject. */
export function renderInvite(template: Template, values: TemplateValues): RenderedInvite {
  const intro = filled(template.introMessage ?? "", values);
  return {
    subject: filled(template.subject, { ...values, introMessage: intro })
      .replaceAll(/\s+/g, " ")
      .slice(0, subjectLength)
      .toWellFormed(),
    html: filled(template.html, { ...values, introMessage: intro }, escapeHtml),
  };
}

function filled(
  text: string,
  values: Readonly<Record<string, string>>,
  escape: (value: string) => string = (value) => value,
): string {
  return text.replaceAll(parameter, (_, name: string) => escape(values[name] ?? ""));
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

const languageNames = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** Is it a language code of ISO 639-1 that stands for a language? */
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
