/**
 * openapi.json breaks no rule of the two usual linters. A rule that does not fit is switched off here, with
 * its reason.
 */
import { readFile } from "node:fs/promises";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import spectral, { type RulesetDefinition } from "@stoplight/spectral-core";
import rulesets from "@stoplight/spectral-rulesets";
import { expect, test } from "vitest";

const text = await readFile("openapi.json", "utf8");

test("redocly's recommended rules find nothing, not even a warning", async () => {
  const config = await createConfig({ extends: ["recommended"], rules: {} });
  const problems = await lintFromString({ source: text, absoluteRef: "/openapi.json", config });
  const found = problems.map(
    ({ ruleId, message, location }) => `${ruleId}: ${location[0]?.pointer ?? ""}: ${message}`,
  );
  expect(found).toEqual([]);
});

test("spectral's rules for OpenAPI find nothing, not even a warning", async () => {
  const linter = new spectral.Spectral();
  linter.setRuleset({ extends: [rulesets.oas as RulesetDefinition], rules: {} });
  const problems = await linter.run(JSON.parse(text));
  const found = problems.map(({ code, path, message }) => `${code}: ${path.join("/")}: ${message}`);
  expect(found).toEqual([]);
});
