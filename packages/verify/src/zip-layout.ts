/**
 * Checks that every reader of a zip unpacks the same parts. Some read the central directory, some read the
 * local entries one after the other: so the entries lie end to end from the first byte, each as the
 * directory says, and the directory and its end follow with nothing between or behind.
 */
import { type FileHandle, open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createInflateRaw } from "node:zlib";
import { type DirectoryEntry, type Ending, endingOf, entriesOf } from "./zip-directory.ts";

const localBytes = 30;
/** Flag 3: the sizes follow the data. */
const sizesFollow = 0x0008;
const utf8Name = 0x0800;

/**
 * Returns what is ambiguous; undefined if nothing is.
 * @param readsData false if the parts' sizes are not known to be right, because they may unpack to any length
 */
export async function ambiguityIn(path: string, readsData: boolean): Promise<string | undefined> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const ending = await endingOf(size, (from, length) => read(file, from, length));
    if (typeof ending === "string") return ending;
    return await ambiguityInEntries(file, ending, readsData);
  } finally {
    await file.close();
  }
}

async function ambiguityInEntries(
  file: FileHandle,
  ending: Ending,
  readsData: boolean,
): Promise<string | undefined> {
  const entries = entriesOf(await read(file, ending.directoryAt, ending.directoryBytes));
  if (typeof entries === "string") return entries;
  if (entries.length !== ending.entries) return "the directory has another number of entries";
  const names = entries.map(({ name }) => name.toString("latin1").toLowerCase());
  if (new Set(names).size !== names.length) return "two entries have the same name";
  let next = 0;
  for (const entry of entries) {
    if (entry.offset !== next) return "there are bytes before or between the entries";
    const length = await lengthOfLocal(file, entry, readsData);
    if (typeof length === "string") return `${entry.name.toString()}: ${length}`;
    next += length;
  }
  return next === ending.directoryAt ? undefined : "there are bytes before the directory";
}

/** The bytes that an entry takes, or how it differs from the directory. */
async function lengthOfLocal(
  file: FileHandle,
  entry: DirectoryEntry,
  readsData: boolean,
): Promise<number | string> {
  const { offset, name, flags, method, crc, compressed, size } = entry;
  const header = await read(file, offset, localBytes + name.length);
  const isSame =
    header.length === localBytes + name.length &&
    header.readUInt32LE(0) === 0x04034b50 &&
    header.readUInt16LE(6) === flags &&
    header.readUInt16LE(8) === method &&
    header.readUInt16LE(26) === name.length &&
    header.readUInt16LE(28) === 0 &&
    header.subarray(localBytes).equals(name);
  if (!isSame) return "the local header differs from the directory";
  if ((flags & ~(sizesFollow | utf8Name)) !== 0) return "flags that a bundle does not have";
  const local = [header.readUInt32LE(14), header.readUInt32LE(18), header.readUInt32LE(22)];
  const hasDescriptor = (flags & sizesFollow) !== 0;
  const expected = hasDescriptor ? [0, 0, 0] : [crc, compressed, size];
  if (local.some((value, index) => value !== expected[index])) {
    return "the local sizes or CRC differ from the directory";
  }
  const dataAt = offset + header.length;
  if (readsData && !(await isWhole(file, dataAt, entry)))
    return "the data ends elsewhere than its sizes say";
  if (!hasDescriptor) return header.length + compressed;
  const descriptor = descriptorOf(entry);
  const found = await read(file, dataAt + compressed, descriptor.length);
  if (!found.equals(descriptor)) return "the sizes behind the data differ from the directory";
  return header.length + compressed + descriptor.length;
}

function descriptorOf({ crc, compressed, size, isZip64 }: DirectoryEntry): Buffer {
  const bytes = Buffer.alloc(isZip64 ? 24 : 16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(crc, 4);
  if (isZip64) {
    bytes.writeBigUInt64LE(BigInt(compressed), 8);
    bytes.writeBigUInt64LE(BigInt(size), 16);
  } else {
    bytes.writeUInt32LE(compressed, 8);
    bytes.writeUInt32LE(size, 12);
  }
  return bytes;
}

/** A reader without the directory goes on where the compressed data ends by itself. */
async function isWhole(
  file: FileHandle,
  from: number,
  { method, compressed, size }: DirectoryEntry,
): Promise<boolean> {
  if (method === 0) return compressed === size;
  if (method !== 8 || compressed === 0) return false;
  const data = file.createReadStream({ start: from, end: from + compressed - 1, autoClose: false });
  const inflate = createInflateRaw();
  let bytes = 0;
  try {
    await pipeline(data, inflate, async (inflated: AsyncIterable<Buffer>) => {
      for await (const chunk of inflated) {
        bytes += chunk.length;
        if (bytes > size) break;
      }
    });
  } catch {
    return false;
  }
  return bytes === size && inflate.bytesWritten === compressed;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position });
  return buffer.subarray(0, bytesRead);
}
