/**
 * How large a JSON body may be. The bounds are checked on its bytes before it is parsed, because parsing a
 * body of many small values takes far longer than reading it, and stops everybody else meanwhile.
 */

import type { JsonBounds } from "../../platform/json-bounds.ts";

export interface BodyBounds extends JsonBounds {
  readonly bytes: number;
}

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** Routes that do not declare bounds have these. */
export const usualBounds: BodyBounds = {
  bytes: 64 * kibibyte,
  depth: 32,
  values: 2_000,
  keys: 500,
};

/** An invite template has up to 50,000 characters, each of up to twelve bytes as two escapes. */
export const templateBounds: BodyBounds = { ...usualBounds, bytes: 640 * kibibyte };

/** A notification may name 10,000 users and have 50 inputs, of 1,100 characters each with their name. */
export const notificationBounds: BodyBounds = {
  ...usualBounds,
  bytes: 1280 * kibibyte,
  values: 12_000,
};

/** Settings of 16 KiB, each character of which may be written as an escape, and each byte may be a value. */
export const settingsBounds: BodyBounds = {
  ...usualBounds,
  bytes: 128 * kibibyte,
  values: 10_000,
  keys: 5_000,
};

/** 5,000 rows with 20 values each. */
export const batchBounds: BodyBounds = { ...usualBounds, bytes: 4 * mebibyte, values: 100_000 };

/** 500 log entries with all their fields and 50 parameters each. */
export const logBounds: BodyBounds = { ...usualBounds, bytes: 8 * mebibyte, values: 32_000 };
