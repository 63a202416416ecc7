/** Sizes of files in words. */

const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** @returns a function that writes bytes in the largest unit of which there is at least one */
export function sizeIn(language: string): (bytes: number) => string {
  return (bytes) => {
    const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), 3);
    const format = new Intl.NumberFormat(language, {
      style: "unit",
      unit: units[power] ?? "byte",
      unitDisplay: power === 0 ? "long" : "short",
      maximumFractionDigits: power === 0 ? 0 : 1,
    });
    return format.format(bytes / 1000 ** power);
  };
}
