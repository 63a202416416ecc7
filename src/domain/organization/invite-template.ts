/** Invite templates: their parameters, and how one becomes a message (domain.md, "Inviting"). Pure. */
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
export function unknownParameters(text: string): string[] {
  return [...text.matchAll(parameter)]
    .map(([, name = ""]) => name)
    .filter((name) => !templateParameters.some((known) => known === name));
}

/** The message: values are escaped where they become HTML, and stay one line in the subject. */
export function renderInvite(template: Template, values: TemplateValues): RenderedInvite {
  const intro = filled(template.introMessage ?? "", values);
  return {
    subject: filled(template.subject, { ...values, introMessage: intro }).replaceAll(/\s+/g, " "),
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
