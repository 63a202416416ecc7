/** Checks and renders invite templates (docs/domain.md, "Invite templates"). Pure. */
import { Parser } from "htmlparser2";
import type { z } from "zod";
import type { inviteTemplate } from "./events.ts";

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
export type TemplateValues = Readonly<Record<Exclude<Parameter, "introMessage">, string>>;

export interface RenderedInvite {
  readonly subject: string;
  readonly html: string;
}

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

/** Elements in which text has an effect: a form submits it, a style sheet fetches it. */
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
 * Describes what is wrong with a part of a template; undefined if it is valid. Whoever has the invite
 * link gets in. So it may be a whole `href` or plain text, but never part of another address.
 */
export function faultIn(part: keyof typeof parametersAtMost, content: string): string | undefined {
  const names = [...content.matchAll(parameter)].map(([, name = ""]) => name);
  const [unknown] = unknownParameters(content);
  if (unknown !== undefined) {
    const known = templateParameters.map((name) => `{${name}}`).join(", ");
    return `{${unknown}} is not a parameter; use ${known}`;
  }
  if (names.length > parametersAtMost[part]) {
    return `must use at most ${parametersAtMost[part]} parameters`;
  }
  if (part === "introMessage" && names.includes("introMessage")) {
    return "{introMessage} is not allowed in introMessage itself";
  }
  if (!names.includes("inviteLink")) return undefined;
  if (part !== "html") return "{inviteLink} is allowed in html only";
  return isLinkSafe(content)
    ? undefined
    : '{inviteLink} is allowed only as the whole href="{inviteLink}" of a link, or in plain text';
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
  // A link that the parser did not report is in a comment, or where only another parser would see it.
  return isSafe && expected === 0;
}

/** Longer subjects are cut, not refused, because a name may be long. */
const subjectLength = 200;

/** Renders the message. Values are escaped in the HTML, and the subject stays on one line. */
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
