/** The forms of a person's name and address for display, sorting and search. */
import { normalizeEmail } from "../../domain/primitives.ts";
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
  return (text ?? "")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .slice(0, sortKeyLength)
    .toWellFormed();
}

/** The form in which an address is looked up and sorted; empty if it was erased. */
export function emailKey(email: string | null): string {
  return email === null ? "" : normalizeEmail(email);
}

/**
 * The form in which texts are searched: lower case and ASCII only. Every other character becomes a word
 * of capital letters, which nothing else contains, because the trigram index skips letters that the
 * database's locale does not know, and the embedded database's locale knows no other scripts.
 */
export function searchForm(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[^\0-\x7f]/gu, spelledOut);
}

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
  return searchForm([...parts].join("\n"));
}
