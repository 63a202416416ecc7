/**
 * PostgreSQL arrays in the binary format of the wire protocol (`array_recv` in its source). The text format
 * would have to escape and unescape every quote of every JSON document.
 */

const oids = { integer: 23, text: 25, uuid: 2950 } as const;
const headerBytes = 20;

/** `text[]`. */
export function textArray(texts: readonly string[]): Buffer {
  let most = headerBytes;
  for (const text of texts) most += 4 + 3 * text.length; // UTF-8 takes at most three times UTF-16
  const buffer = startArray("text", texts.length, most);
  let offset = headerBytes;
  for (const text of texts) {
    const length = buffer.write(text, offset + 4);
    buffer.writeInt32BE(length, offset);
    offset += 4 + length;
  }
  return buffer.subarray(0, offset);
}

/** `integer[]`. */
export function integerArray(numbers: readonly number[]): Buffer {
  const buffer = startArray("integer", numbers.length, headerBytes + 8 * numbers.length);
  let offset = headerBytes;
  for (const number of numbers) {
    offset = buffer.writeInt32BE(4, offset);
    offset = buffer.writeInt32BE(number, offset);
  }
  return buffer;
}

/** `uuid[]`. */
export function uuidArray(uuids: readonly string[]): Buffer {
  const buffer = startArray("uuid", uuids.length, headerBytes + 20 * uuids.length);
  let offset = headerBytes;
  for (const uuid of uuids) {
    offset = buffer.writeInt32BE(16, offset);
    offset += buffer.write(uuid.replaceAll("-", ""), offset, "hex");
  }
  return buffer;
}

function startArray(type: keyof typeof oids, count: number, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(bytes);
  buffer.writeInt32BE(1, 0); // dimensions; of no elements, PostgreSQL makes none
  buffer.writeInt32BE(0, 4); // no nulls
  buffer.writeInt32BE(oids[type], 8);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16); // index of the first
  return buffer;
}
