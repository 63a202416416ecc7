/** Draws how times grow: a small picture for each case, with its p50 and p99 at each size. */
import type { Cell, Measured } from "./contest.ts";
import { formatted, median } from "./figures.ts";
import { escapedText } from "./picture.ts";

const columns = 4;
const [width, height] = [210, 116];
const [left, right, top, bottom] = [16, 16, 34, 24];

/** Its colours can be read on a light and on a dark page. */
const style = `
  text { font: 11px system-ui, sans-serif; fill: #24292f; }
  .small { font-size: 10px; fill: #57606a; }
  .grid { stroke: #8c959f; stroke-opacity: 0.35; }
  polyline { fill: none; stroke-width: 2; }
  .p50 { stroke: #0969da; } .p99 { stroke: #bf8700; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .small { fill: #8d96a0; } .p50 { stroke: #4493f8; } .p99 { stroke: #d29922; }
  }`;

/** Cases without times are left out. All pictures have the same scale, on which ten times are equally far. */
export function curvesPicture(measured: readonly Measured[]): string {
  const timed = measured.filter(({ cells }) => Number.isFinite(middle(cells, "p99")));
  const cases = [...new Set(timed.map((each) => each.case))];
  const highest = Math.max(10, ...timed.map(({ cells }) => middle(cells, "p99")));
  const decades = Math.ceil(Math.log10(highest));
  const rows = Math.ceil(cases.length / columns);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${columns * width}" height="${rows * height + 28}" viewBox="0 0 ${columns * width} ${rows * height + 28}" role="img" aria-label="how the times grow">`,
    `<style>${style}</style>`,
    `<text x="12" y="18">Milliseconds from 1 to ${formatted(10 ** decades)}, from the smallest size to the largest: p50 blue, p99 yellow</text>`,
    ...cases.map((name, index) => {
      const [x, y] = [(index % columns) * width, Math.floor(index / columns) * height + 28];
      const own = timed.filter((each) => each.case === name);
      return `<g transform="translate(${x} ${y})">${curve(name, own, decades)}</g>`;
    }),
    "</svg>",
    "",
  ].join("\n");
}

function curve(name: string, sizes: readonly Measured[], decades: number): string {
  const xOf = (index: number) =>
    rounded(left + (index * (width - left - right)) / Math.max(1, sizes.length - 1));
  const yOf = (milliseconds: number) => {
    const power = Math.max(0, Math.log10(milliseconds));
    return rounded(height - bottom - (power / decades) * (height - top - bottom));
  };
  const lineOf = (figure: "p50" | "p99") =>
    `<polyline class="${figure}" points="${sizes.map(({ cells }, index) => `${xOf(index)},${yOf(middle(cells, figure))}`).join(" ")}"/>`;
  const last = sizes.at(-1)?.cells ?? [];
  return [
    `<text x="${left}" y="18">${escapedText(name)}</text>`,
    ...Array.from({ length: decades + 1 }, (_, power) => {
      const y = yOf(10 ** power);
      return `<line class="grid" x1="${left}" x2="${width - right}" y1="${y}" y2="${y}"/>`;
    }),
    lineOf("p50"),
    lineOf("p99"),
    `<text class="small" x="${width - right}" y="${height - 8}" text-anchor="end">${formatted(middle(last, "p50"))} / ${formatted(middle(last, "p99"))} ms</text>`,
  ].join("");
}

function middle(cells: readonly Cell[], figure: "p50" | "p99"): number {
  return median(cells.flatMap((cell) => cell[figure] ?? []));
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
