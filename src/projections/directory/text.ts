/** The forms of a person's name and address for display, sorting and search. */
import { normalizeEmail } from "../../domain/primitives.ts";
import { caseFold } from "../../platform/case-fold.ts";
import type { MemberRow, UserRow } from "./rows.ts";

/** The name to show: the given one, or else first and last name. */
export function displayName({
  given_name: given,
  first_name: first,
  last_name: last,
}: Pick<UserRow, "given_name" | "first_name" | "last_name">): string | null {
  return given ?? ([first, last].filter((part) => part !== null).join(" ") || null);
}

/** Bounds the size of index entries. Names that are equal up to here are sorted by id. */
const sortKeyLength = 120;

/** A key that ignores case and accents when compared byte by byte. */
export function sortKey(text: string | null): string {
  return caseFold((text ?? "").normalize("NFKD").replaceAll(/\p{M}/gu, ""))
    .slice(0, sortKeyLength)
    .toWellFormed();
}

/** The form in which an address is looked up and sorted; empty if it was erased. */
export function emailKey(email: string | null): string {
  return email === null ? "" : normalizeEmail(email);
}

/**
 * The form in which texts are searched: without case and ASCII only, so that the database's locale makes no
 * difference. Every other character becomes a word of capital letters, which nothing else contains, because
 * the trigram index skips letters that the locale does not know.
 */
export function searchForm(text: string): string {
  return inAscii(caseFold(text.normalize("NFC")).normalize("NFC"));
}

/**
 * With the form of version 0.1.0, if that is another one. Both versions fold members and search them while
 * they run beside each other, so both forms are kept and looked for. Can go with 0.3.0.
 */
export function searchForms(text: string): readonly string[] {
  const lower = inAscii(text.normalize("NFC").toLowerCase());
  return [...new Set([searchForm(text), lower])];
}

/** The first version of `directory` whose organizations have the column `search_text`. */
export const searchedSince = 5;

const inAscii = (text: string): string => text.replaceAll(/[^\0-\x7f]/gu, spelledOut);

/** `Z` and four letters, or `Y` and six: no part of one character's word is found in another's. */
function spelledOut(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  const digits = hex.length <= 4 ? hex.padStart(4, "0") : hex.padStart(6, "0");
  const letters = Array.from(digits, (digit) => "ABCDEFGHIJKLMNOP"[Number.parseInt(digit, 16)]);
  return (hex.length <= 4 ? "Z" : "Y") + letters.join("");
}

/** The text that is searched. Each part is a line of its own, so no match spans two parts. */
export function searchText({
  name,
  first_name,
  last_name,
  email,
}: Pick<MemberRow, "name" | "first_name" | "last_name" | "email">): string {
  const full = displayName({ given_name: null, first_name, last_name });
  const parts = new Set([name, full, email].filter((part) => part !== null));
  return searchForms([...parts].join("\n")).join("\n");
}
