/** What test files import in place of vitest while runner.ts runs them. */
export { afterAll, beforeAll, beforeEach, describe, inject, test } from "./collect.ts";
export { expect, vi } from "vitest";
