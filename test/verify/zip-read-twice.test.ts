/** A bundle that passes has one reading: no program unpacks a part that the verifier did not check. */
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { type Auditing, startAuditing } from "../support/auditing.ts";
import { exportBundle, type Files, unpack } from "../support/bundle.ts";

let auditing: Auditing;
let bundle: Buffer;
let files: Files;
let key: string;
beforeAll(async () => {
  auditing = await startAuditing();
  bundle = await exportBundle(auditing.service);
  files = await unpack(bundle);
  key = auditing.key;
});
afterAll(() => auditing.stop());

/** The names of what is wrong, with the real key pinned. */
const wrongWith = async (zip: Buffer) =>
  (await auditing.verify(zip, { pinned: key })).failures.map(({ name }) => name);

interface Place {
  readonly header: number;
  readonly offset: number;
  readonly name: string;
  readonly compressed: number;
}

const endAt = (zip: Buffer) => zip.length - 22;
const directoryAt = (zip: Buffer) => zip.readUInt32LE(endAt(zip) + 16);

/** The entries of the directory. */
function placesIn(zip: Buffer): Place[] {
  const places: Place[] = [];
  for (let at = directoryAt(zip); at < endAt(zip);) {
    const nameLength = zip.readUInt16LE(at + 28);
    places.push({
      header: at,
      offset: zip.readUInt32LE(at + 42),
      name: zip.toString("utf8", at + 46, at + 46 + nameLength),
      compressed: zip.readUInt32LE(at + 20),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return places;
}

/** A copy with bytes put in, and all places after them moved. */
function withBytes(zip: Buffer, at: number, bytes: Buffer): Buffer {
  const copy = Buffer.concat([zip.subarray(0, at), bytes, zip.subarray(at)]);
  const directory = directoryAt(zip);
  if (at <= directory) copy.writeUInt32LE(directory + bytes.length, endAt(copy) + 16);
  for (const place of at <= directory ? placesIn(zip) : []) {
    if (place.offset >= at) {
      copy.writeUInt32LE(place.offset + bytes.length, place.header + bytes.length + 42);
    }
  }
  return copy;
}

function changed(zip: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(zip);
  change(copy);
  return copy;
}

/** A local entry, as a zip begins. */
function localEntry(name: string, content: string): Buffer {
  const data = Buffer.from(content);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt32LE(crc32(data), 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(data.length, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), data]);
}

const forged = () => localEntry("access-review.csv", "nobody,was,here\r\n");

test("a genuine bundle has one reading, also with 64-bit sizes", async () => {
  expect(await wrongWith(bundle)).toEqual([]);
  for (const isStreamed of [true, false]) {
    const zip = new ZipFile();
    const options = { forceZip64Format: true };
    for (const [name, content] of files) {
      if (isStreamed) zip.addReadStream(Readable.from([Buffer.from(content)]), name, options);
      else zip.addBuffer(Buffer.from(content), name, options);
    }
    zip.end({ ...options, comment: "" });
    expect(await wrongWith(await buffer(zip.outputStream))).toEqual([]);
  }
});

const forgeries: Readonly<Record<string, (zip: Buffer) => Buffer>> = {
  "a local entry before the others": (zip) => withBytes(zip, 0, forged()),
  "a local entry between two others": (zip) =>
    withBytes(zip, placesIn(zip)[1]?.offset ?? 0, forged()),
  "a local entry before the directory": (zip) => withBytes(zip, directoryAt(zip), forged()),
  "one byte before the directory": (zip) => withBytes(zip, directoryAt(zip), Buffer.alloc(1)),
  "bytes between the directory and its end": (zip) => withBytes(zip, endAt(zip), forged()),
  "bytes behind the end": (zip) => Buffer.concat([zip, forged()]),
  "a comment": (zip) =>
    changed(Buffer.concat([zip, Buffer.from("hi")]), (copy) =>
      copy.writeUInt16LE(2, copy.length - 4),
    ),
  "a whole other zip in the comment": (zip) =>
    changed(Buffer.concat([zip, zip]), (copy) => copy.writeUInt16LE(zip.length, zip.length - 2)),
  "a whole other zip in front": (zip) => withBytes(zip, 0, zip),
  "another name in a local header": (zip) =>
    changed(zip, (copy) => copy.write("evil", (placesIn(zip)[0]?.offset ?? 0) + 30)),
  "another size in a local header": (zip) =>
    changed(zip, (copy) => copy.writeUInt32LE(5, (placesIn(zip)[0]?.offset ?? 0) + 22)),
  "another compressed size in a local header": (zip) =>
    changed(zip, (copy) => copy.writeUInt32LE(5, (placesIn(zip)[0]?.offset ?? 0) + 18)),
  "another CRC in a local header": (zip) =>
    changed(zip, (copy) => copy.writeUInt32LE(5, (placesIn(zip)[0]?.offset ?? 0) + 14)),
  "another method in a local header": (zip) =>
    changed(zip, (copy) => copy.writeUInt16LE(0, (placesIn(zip)[0]?.offset ?? 0) + 8)),
  "other flags in a local header": (zip) =>
    changed(zip, (copy) => copy.writeUInt16LE(0, (placesIn(zip)[0]?.offset ?? 0) + 6)),
  "another size behind the data": (zip) =>
    changed(zip, (copy) => {
      const next = placesIn(zip)[1]?.offset ?? 0;
      copy.writeUInt32LE(5, next - 4);
    }),
  "additional fields in a local header": (zip) => {
    const { offset = 0, name = "" } = placesIn(zip)[0] ?? {};
    const extra = Buffer.from([0x75, 0x70, 2, 0, 1, 2]);
    const copy = withBytes(zip, offset + 30 + name.length, extra);
    copy.writeUInt16LE(extra.length, offset + 28);
    return copy;
  },
  "compressed data that ends early, with an entry behind it": (zip) => {
    const place = placesIn(zip)[0];
    if (place === undefined) throw new Error("no entry");
    const hidden = forged();
    const dataEnd = place.offset + 30 + place.name.length + place.compressed;
    const copy = withBytes(zip, dataEnd, hidden);
    copy.writeUInt32LE(place.compressed + hidden.length, dataEnd + hidden.length + 8);
    copy.writeUInt32LE(place.compressed + hidden.length, place.header + hidden.length + 20);
    return copy;
  },
  "a number of entries that is wrong": (zip) =>
    changed(zip, (copy) => {
      copy.writeUInt16LE(6, endAt(zip) + 8);
      copy.writeUInt16LE(6, endAt(zip) + 10);
    }),
  "two disks": (zip) => changed(zip, (copy) => copy.writeUInt16LE(1, endAt(zip) + 8)),
};

test.each(Object.keys(forgeries))("refused: %s", async (name) => {
  const forgery = forgeries[name]?.(bundle) ?? bundle;
  expect(forgery.equals(bundle)).toBe(false);
  const wrong = await wrongWith(forgery);
  expect(wrong.some((each) => each === "zip-ambiguous" || each === "not-a-bundle")).toBe(true);
});

test("refused: a part twice, under the same name or one that differs in case only", async () => {
  for (const name of ["access-review.csv", "Access-Review.csv"]) {
    const zip = new ZipFile();
    for (const [each, content] of files) zip.addBuffer(Buffer.from(content), each);
    zip.addBuffer(Buffer.from("nobody,was,here\r\n"), name);
    zip.end();
    const wrong = await wrongWith(await buffer(zip.outputStream));
    expect(wrong).toContain("zip-ambiguous");
    expect(wrong).toContain("file-unexpected");
  }
});

test("a program that reads entry by entry would find the hidden one", () => {
  const hidden = forgeries["compressed data that ends early, with an entry behind it"]?.(bundle);
  const { offset = 0, name = "", compressed = 0 } = placesIn(bundle)[0] ?? {};
  const data = hidden?.subarray(offset + 30 + name.length) ?? Buffer.alloc(0);
  const whole = inflateRawSync(data.subarray(0, compressed));
  expect(deflateRawSync(whole).length).toBeGreaterThan(0);
  expect(data.subarray(compressed).toString("latin1")).toContain("access-review.csv");
});
