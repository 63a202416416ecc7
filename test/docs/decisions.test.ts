/** The index of docs/decisions/ has every record once, in order, under the record's own title. */
import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const folder = "docs/decisions";

test("the index lists every decision once, in order, by its title", async () => {
  const index = await readFile(`${folder}/README.md`, "utf8");
  const listed = [...index.matchAll(/^\| \[(\d{4})\]\((.+?)\) \| (.+) \|$/gm)].map(
    ([, number, file, title]) => [file, `# ${number} ${title}`],
  );
  const files = (await readdir(folder)).filter((file) => /^\d{4}-/.test(file)).toSorted();
  const titles = files.map(async (file) => {
    const [title] = (await readFile(`${folder}/${file}`, "utf8")).split("\n", 1);
    return [file, title];
  });
  expect(listed).toEqual(await Promise.all(titles));
});

test("no two decisions have the same number", async () => {
  const numbers = (await readdir(folder)).flatMap((file) => /^\d{4}/.exec(file)?.[0] ?? []);
  expect(new Set(numbers).size).toBe(numbers.length);
});
