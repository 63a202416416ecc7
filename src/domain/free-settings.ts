/**
 * Settings that front ends keep for a person or a solution: a JSON object that is kept as it was sent. An
 * event holds only the fields that changed.
 */
import { z } from "zod";
import { budgets } from "./budgets.ts";
import { type Rejection, reject } from "./decider.ts";
import { isAtMost } from "./primitives.ts";

/** The most bytes of their JSON, and how deep lists and objects may lie within each other. */
export const settingsBytes = 16_384;
const settingsDepth = 20;
/** Of a field of the object itself. */
const nameCharacters = 500;

export type FreeSettings = Readonly<Record<string, unknown>>;

/** Refuses, where it stands, what no store could hold: see `primitives.ts`. */
export function checkStorable(settings: object, context: z.RefinementCtx<object>): void {
  const pending: { value: unknown; path: string[] }[] = [{ value: settings, path: [] }];
  for (const { value, path } of pending) {
    const refuse = (message: string) => context.addIssue({ code: "custom", path, message });
    if (typeof value === "string" && !isStorable(value)) return refuse(unstorable);
    if (typeof value === "number" && !isExact(value))
      return refuse("is too large to be kept as sent");
    if (typeof value !== "object" || value === null) continue;
    if (path.length >= settingsDepth) return refuse(`must be at most ${settingsDepth} levels deep`);
    for (const [name, inner] of Object.entries(value)) {
      if (!isStorable(name)) return refuse(`has a name that ${unstorable}`);
      if (path.length === 0 && !isShort(name)) return refuse(`has a name that ${longName}`);
      pending.push({ value: inner, path: [...path, name] });
    }
  }
}

/** JSON is read with doubles, which lose the last digits of large integers. From 1e21 on they are written rounded. */
const isExact = (value: number): boolean =>
  Number.isFinite(value) &&
  (!Number.isInteger(value) || Number.isSafeInteger(value) || Math.abs(value) >= 1e21);

const unstorable = "must be well-formed Unicode without NUL";
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

const bytesOf = (value: object): number => Buffer.byteLength(JSON.stringify(value));

const longName = `must be at most ${nameCharacters} characters`;
const isShort = (text: string): boolean => isAtMost(text, nameCharacters);
const name = z
  .string()
  .max(2 * nameCharacters, longName)
  .refine(isShort, longName)
  // JSON Schema counts code points, too.
  .meta({ maxLength: nameCharacters });

export const freeSettings = z.record(name, z.unknown()).superRefine(checkStorable);

/** The fields of an event. `null` is a value, so fields that were removed are listed apart. */
export const settingsChange = z
  .strictObject({
    set: freeSettings,
    removed: z.array(name.refine(isStorable, unstorable)).max(Math.floor(settingsBytes / 5)),
  })
  .refine((change) => bytesOf(change) <= 2 * settingsBytes + 100, "is too large");

export type SettingsChange = Readonly<z.output<typeof settingsChange>>;

/** The settings, and how many bytes all their changes took in the stream. */
export interface SettingsState {
  readonly values: FreeSettings;
  readonly written: number;
}

export const noSettings: SettingsState = { values: {}, written: 0 };

export function applySettings(
  values: FreeSettings,
  { set, removed }: SettingsChange,
): FreeSettings {
  const gone = new Set(removed);
  const kept = Object.entries(values).filter(([name]) => !gone.has(name));
  return { ...Object.fromEntries(kept), ...set };
}

export function evolveSettings(
  { values, written }: SettingsState,
  change: SettingsChange,
): SettingsState {
  return { values: applySettings(values, change), written: written + bytesOf(change) };
}

/** What replacing the settings changes: one change, or none. */
export function changesTo(
  { values, written }: SettingsState,
  wanted: FreeSettings,
): readonly SettingsChange[] | Rejection {
  if (bytesOf(wanted) > settingsBytes) {
    return reject("too-large", `The settings take more than ${settingsBytes} bytes of JSON.`);
  }
  const isNew = ([name, value]: [string, unknown]): boolean =>
    !Object.hasOwn(values, name) || !isSame(values[name], value);
  const set = Object.fromEntries(Object.entries(wanted).filter(isNew));
  const removed = Object.keys(values).filter((name) => !Object.hasOwn(wanted, name));
  if (removed.length === 0 && Object.keys(set).length === 0) return [];
  if (written + bytesOf({ set, removed }) <= budgets.settingsHistory.limit)
    return [{ set, removed }];
  const detail = "All changes of these settings have reached the budget settingsHistory.";
  return reject("limit-reached", `${detail} They cannot be changed any more.`);
}

/** Have they the same JSON, in whatever order their fields are? */
function isSame(one: unknown, other: unknown): boolean {
  if (!isContainer(one) || !isContainer(other)) return one === other;
  const names = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
  );
}

const isContainer = (value: unknown): value is FreeSettings =>
  typeof value === "object" && value !== null;

/** JSON Merge Patch (RFC 7396). */
export function mergePatch(target: unknown, patch: FreeSettings): FreeSettings {
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, isObject(value) ? mergePatch(merged.get(name), value) : value);
  }
  return Object.fromEntries(merged);
}

const isObject = (value: unknown): value is FreeSettings =>
  isContainer(value) && !Array.isArray(value);
