/** Draws the ratios to the peers as a picture: a bar for the median, a line from the lowest to the highest round. */
import { type Bar, bars, reading } from "./bars.ts";
import { formatted, isReached, type Spread } from "./figures.ts";
import type { Results } from "./results.ts";

const width = 860;
const left = 400;
const rowHeight = 26;
const top = 48;
/** Ratios from 1/32 to 32 lie on a scale on which half and double are equally far from 1. */
const doublings = 5;

/** Its colours can be read on a light and on a dark page. */
const style = `
  text { font: 13px system-ui, sans-serif; fill: #24292f; }
  .small { font-size: 11px; fill: #57606a; }
  .grid { stroke: #8c959f; stroke-opacity: 0.35; }
  .one { stroke: #57606a; }
  .yes { fill: #2da44e; } .no { fill: #bf8700; }
  .span { stroke: #24292f; stroke-width: 1.5; }
  .target { stroke: #cf222e; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .small { fill: #8d96a0; }
    .one { stroke: #8d96a0; } .span { stroke: #e6edf3; } .target { stroke: #ff7b72; }
  }`;

export function pictureOf(results: Results): string {
  const drawn = bars.flatMap((bar) => {
    const ratio = bar.peer === undefined ? undefined : reading(bar, results);
    return ratio === undefined || !Number.isFinite(ratio.median) ? [] : [{ bar, ratio }];
  });
  const height = top + drawn.length * rowHeight + 34;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="ratios to the peers">`,
    `<style>${style}</style>`,
    `<text x="12" y="24">Muster / peer: the bar is the ratio of medians, the line its lowest and highest round, red the aim</text>`,
    ...[-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map((power) => gridLine(power, height)),
    ...drawn.map(({ bar, ratio }, index) => drawBar(bar, ratio, top + index * rowHeight)),
    "</svg>",
    "",
  ].join("\n");
}

function gridLine(power: number, height: number): string {
  const x = place(2 ** power);
  const label = power < 0 ? `1/${2 ** -power}` : String(2 ** power);
  return `<line class="${power === 0 ? "one" : "grid"}" x1="${x}" x2="${x}" y1="${top - 8}" y2="${height - 24}"/><text class="small" x="${x}" y="${height - 8}" text-anchor="middle">${label}</text>`;
}

function drawBar(bar: Bar, ratio: Spread, y: number): string {
  const [one, end] = [place(1), place(ratio.median)];
  const middle = y + rowHeight / 2 - 3;
  const target = place(bar.atLeast ?? bar.atMost ?? 1);
  const figure = bar.figure === "value" ? "" : `, ${bar.figure}`;
  return [
    `<text x="12" y="${middle + 4}">${escapedText(`${bar.what}${figure} / ${bar.peer}`)}</text>`,
    `<rect class="${isReached(ratio, bar) ? "yes" : "no"}" x="${Math.min(one, end)}" y="${middle - 7}" width="${rounded(Math.abs(end - one))}" height="14"/>`,
    `<line class="span" x1="${place(ratio.lowest)}" x2="${place(ratio.highest)}" y1="${middle}" y2="${middle}"/>`,
    `<line class="target" x1="${target}" x2="${target}" y1="${middle - 10}" y2="${middle + 10}"/>`,
    `<text class="small" x="${width - 8}" y="${middle + 4}" text-anchor="end">${formatted(ratio.median)} x</text>`,
  ].join("");
}

/** Where a ratio lies from left to right. */
function place(ratio: number): number {
  const right = width - 60;
  const power = Math.max(-doublings, Math.min(doublings, Math.log2(ratio)));
  return rounded(left + ((power + doublings) / (2 * doublings)) * (right - left));
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

export function escapedText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
