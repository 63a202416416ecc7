/**
 * Keeps what was read of the streams in use, and answers from it after asking for what was appended since.
 * So no answer is older than its question, and a stream is read once, not for every command.
 */
import type { StoredRecord } from "../port.ts";
import type { Latest } from "./latest.ts";

/** What is kept of a stream. */
export interface Kind<Value> {
  /** Sees everything that was appended to the stream before it began. */
  read(stream: string): Promise<Value>;
  /** The value after an event of the stream, which it may contain already. */
  after(value: Value, event: StoredRecord): Value;
  /** In bytes, roughly. */
  sizeOf(value: Value): number;
}

interface Entry<Value> {
  /** Resolves when the stream has been read. */
  reading: Promise<void>;
  kept?: { readonly value: Value; readonly bytes: number };
  /** What was appended while the stream was read. */
  meanwhile: StoredRecord[];
}

/** Of an entry, whatever its value. */
const entryBytes = 300;
/** A larger one is not kept, so that it does not take the room of all others. */
const largestShare = 1 / 8;

/** @param mostBytes beyond it, what was not asked for the longest is dropped */
export function keepStreams<Value>(latest: Latest, kind: Kind<Value>, mostBytes: number) {
  /** Those asked for the longest ago come first. */
  const entries = new Map<string, Entry<Value>>();
  let bytes = 0;

  latest.watch({
    see(event) {
      const entry = entries.get(event.stream);
      if (entry?.kept === undefined) entry?.meanwhile.push(event);
      else put(event.stream, entry, kind.after(entry.kept.value, event));
    },
    forget() {
      entries.clear();
      bytes = 0;
    },
  });

  function put(stream: string, entry: Entry<Value>, value: Value): void {
    const size = kind.sizeOf(value) + entryBytes;
    const former = entry.kept?.bytes ?? 0;
    entry.kept = { value, bytes: size };
    if (entries.get(stream) !== entry) return;
    bytes -= former;
    if (size > mostBytes * largestShare) return void entries.delete(stream);
    bytes += size;
    for (const [oldest, { kept }] of entries) {
      if (bytes <= mostBytes) return;
      if (kept === undefined) continue;
      entries.delete(oldest);
      bytes -= kept.bytes;
    }
  }

  async function read(stream: string, entry: Entry<Value>): Promise<void> {
    try {
      const value = await kind.read(stream);
      put(stream, entry, entry.meanwhile.reduce(kind.after, value));
      entry.meanwhile = [];
    } catch (error) {
      if (entries.get(stream) === entry) entries.delete(stream);
      throw error;
    }
  }

  /** The entry is there before the stream is read, so it has what is appended from then on. */
  function begin(stream: string): Entry<Value> {
    const entry: Entry<Value> = { reading: Promise.resolve(), meanwhile: [] };
    entries.set(stream, entry);
    entry.reading = read(stream, entry);
    return entry;
  }

  async function current(stream: string): Promise<Entry<Value>> {
    if (latest.hasBegun() && !entries.has(stream)) return begin(stream);
    await latest.current();
    // If it was dropped meanwhile, whatever took its place was read after the question.
    const entry = entries.get(stream);
    if (entry === undefined) return begin(stream);
    entries.delete(stream);
    entries.set(stream, entry);
    return entry;
  }

  return async (stream: string): Promise<Value> => {
    const entry = await current(stream);
    await entry.reading;
    if (entry.kept === undefined) throw new Error(`${stream} was read, but nothing is kept of it`);
    return entry.kept.value;
  };
}
