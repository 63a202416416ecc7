/** Reads CSV (RFC 4180) as spreadsheets write it. The service and the console read by this code. */

interface CsvFormat {
  /** One character. */
  readonly separator: string;
  /** Where the first row begins. */
  readonly start: number;
}

export interface CsvRow {
  /** As a spreadsheet shows it: from 1, with the header and empty rows. */
  readonly number: number;
  /** The cells that say anything, trimmed, by their column from 0. */
  readonly cells: ReadonlyMap<number, string>;
  /** The lines of its first quoted cell that may lack a quote: it has another row within, or text behind. */
  readonly misquoted: CsvLines | undefined;
}

/** The first and the last line, from 1 and as an editor shows them. */
interface CsvLines {
  readonly from: number;
  readonly to: number;
}

/**
 * By the line with which some spreadsheets say their separator, else the separator by which the header has
 * most columns that are known.
 */
export function csvFormat(text: string, isColumn: (name: string) => boolean): CsvFormat {
  const [said = "", separator] = /^\uFEFF?(?:sep=([,;|:\t])(?:\r\n?|\n))?/i.exec(text) ?? [];
  const start = said.length;
  if (separator !== undefined) return { separator, start };
  const [header = ""] = /^.*[a-z].*$/im.exec(text.slice(start, 10_000)) ?? [];
  const columnsBy = (each: string): number =>
    header.split(each).filter((cell) => isColumn(cell.replaceAll('"', "").trim())).length;
  const [best = ","] = [",", ";", "\t"].toSorted((one, other) => columnsBy(other) - columnsBy(one));
  return { separator: best, start };
}

/** A row's further cells are not read. More than any table has, so such a row is wrong anyway. */
const cellsAtMost = 1_000;
/** Of all rows, also empty ones, which take time as well. */
const cellsInAll = 500_000;

/**
 * Reads rows with any line ends; empty ones are left out. Rows may differ in length. A quote that does not
 * begin a cell is text.
 * @throws UnclosedQuote, TooManyCells after the rows before
 */
export function* readCsv(text: string, { separator, start }: CsvFormat): Generator<CsvRow, void> {
  const opening = / *"/y;
  const ending = new RegExp(`[${separator}\\n]|\\r\\n?`, "g");
  const lineAt = lineCounter(text);
  let at = start;
  let read = 0;
  for (let number = 1; at < text.length; number += 1) {
    const cells = new Map<number, string>();
    let misquoted: CsvLines | undefined;
    for (let column = 0; ; column += 1) {
      read += 1;
      if (read > cellsInAll) throw new TooManyCells(`The CSV has more than ${cellsInAll} cells.`);
      let quoted = "";
      opening.lastIndex = at;
      const isQuoted = opening.test(text);
      const opened = at;
      if (isQuoted) [quoted, at] = quotedCell(text, opening.lastIndex, () => lineAt(opened));
      ending.lastIndex = at;
      const end = ending.exec(text);
      const rest = text.slice(at, end?.index);
      const hasText = isQuoted && rest.trim() !== "";
      if (hasText || mayHoldRow(quoted.trim(), separator)) {
        const lines = { from: lineAt(opened), to: lineAt(at) };
        // The closing quote was to open a cell of another row.
        if (hasText && lines.from < lines.to) throw new UnclosedQuote(lines.from);
        misquoted ??= lines;
      }
      const cell = (quoted + rest).trim();
      if (cell !== "" && cells.size < cellsAtMost) cells.set(column, cell);
      at += rest.length + (end?.[0].length ?? 0);
      if (end?.[0] !== separator) break;
    }
    if (cells.size > 0) yield { number, cells, misquoted };
  }
}

/** Other than a line break that somebody has written into a cell. */
const mayHoldRow = (cell: string, separator: string): boolean =>
  cell.includes(separator) && /[\r\n]/.test(cell);

/** @returns what stands in quotes, and the place behind the closing one */
function quotedCell(text: string, start: number, line: () => number): [string, number] {
  let cell = "";
  let at = start;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw new UnclosedQuote(line());
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') return [cell, quote + 1];
    cell += '"';
    at = quote + 2;
  }
}

/** The line of a place. Asked in the order of the places, so the text is read once. */
function lineCounter(text: string): (at: number) => number {
  const lineEnd = /\r\n?|\n/g;
  let line = 1;
  let next = lineEnd.exec(text);
  return (at) => {
    for (; next !== null && next.index < at; next = lineEnd.exec(text)) line += 1;
    return line;
  };
}

/** A quote in a line is not closed, or only by one that opens a later cell. */
export class UnclosedQuote extends Error {
  readonly line: number;

  constructor(line: number) {
    super(`a quote in line ${line} is not closed`);
    this.line = line;
  }
}

export class TooManyCells extends Error {}
