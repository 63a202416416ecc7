/** The image starts the service as `npm start` does: what one sets, the other sets. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

test("the image has the command of npm start", async () => {
  const { scripts } = JSON.parse(await readFile("package.json", "utf8")) as {
    readonly scripts: { readonly start: string };
  };
  const [, command = ""] = /^CMD (\[.*\])$/m.exec(await readFile("Dockerfile", "utf8")) ?? [];
  expect(JSON.parse(command)).toEqual(scripts.start.split(" "));
});
