/** Reads the mails that files.ts has written. Of MIME it knows what those have, so it is no reader of others. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export interface KeptMail {
  /** Of its file. */
  readonly name: string;
  readonly to: string;
  readonly subject: string;
  readonly date: string;
  readonly html: string;
}

/** Begins with the time, so that names sort by it. */
const fileName = /^\d{4}-[\w.-]+\.eml$/;

/** The newest mails, the newest first; none if nothing was mailed yet. */
export async function newestMails(folder: string, atMost: number): Promise<KeptMail[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const newest = names
    .filter((name) => fileName.test(name))
    .toSorted()
    .slice(-atMost)
    .toReversed();
  const mails = await Promise.all(newest.map((name) => keptMail(folder, name)));
  return mails.filter((mail) => mail !== undefined);
}

/** Undefined if there is no such mail, or no longer: erasing a person deletes theirs. */
export async function keptMail(folder: string, name: string): Promise<KeptMail | undefined> {
  if (!fileName.test(name)) return undefined;
  const file = await readFile(join(folder, name), "utf8").catch(() => undefined);
  if (file === undefined) return undefined;
  const { head, body } = partOf(file);
  const [, boundary] = /boundary="([^"]+)"/.exec(head["content-type"] ?? "") ?? [];
  const parts = boundary === undefined ? [] : body.split(`--${boundary}`).map(partOf);
  const html = parts.find((part) => part.head["content-type"]?.startsWith("text/html"));
  return {
    name,
    to: decodedWords(head["to"] ?? ""),
    subject: decodedWords(head["subject"] ?? ""),
    date: head["date"] ?? "",
    html: html === undefined ? "" : decodedBody(html),
  };
}

interface Part {
  /** By their names in lower case. */
  readonly head: Readonly<Record<string, string>>;
  readonly body: string;
}

function partOf(text: string): Part {
  const trimmed = text.replace(/^\r\n/, "");
  const end = trimmed.indexOf("\r\n\r\n");
  const lines = trimmed
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const head = Object.fromEntries(
    lines.map((line) => {
      const [name = "", value = ""] = line.split(/:\s*(.*)/s);
      return [name.toLowerCase(), value];
    }),
  );
  return { head, body: trimmed.slice(end + 4) };
}

function decodedBody({ head, body }: Part): string {
  switch (head["content-transfer-encoding"]?.toLowerCase()) {
    case "base64":
      return Buffer.from(body, "base64").toString("utf8");
    case "quoted-printable":
      return decodedQuotes(body.replaceAll("=\r\n", ""));
    default:
      return body;
  }
}

/** Decodes `=C3=BC` and the like. */
function decodedQuotes(text: string): string {
  return text.replaceAll(/(?:=[0-9A-F]{2})+/gi, (codes) =>
    Buffer.from(codes.replaceAll("=", ""), "hex").toString("utf8"),
  );
}

/** Decodes the encoded words of a header (RFC 2047); the space between two of them is not meant. */
function decodedWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(word, "base64").toString("utf8")
        : decodedQuotes(word.replaceAll("_", " ")),
    );
}
