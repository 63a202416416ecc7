/** Reads the end and the central directory of a zip, in the one form that a bundle has. */

export interface Ending {
  readonly entries: number;
  readonly directoryAt: number;
  readonly directoryBytes: number;
}

export interface DirectoryEntry {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
  /** Are its sizes 64-bit numbers? */
  readonly isZip64: boolean;
}

type Read = (from: number, length: number) => Promise<Buffer>;

const endBytes = 22;
const locatorBytes = 20;
const end64Bytes = 56;
const mostDirectoryBytes = 65_536;
const locatorSignature = 0x07064b50;

/** The end of the directory must be the end of the file: a comment could hold another one. */
export async function endingOf(fileBytes: number, read: Read): Promise<Ending | string> {
  const tail = await read(
    Math.max(0, fileBytes - endBytes - locatorBytes),
    endBytes + locatorBytes,
  );
  const end = tail.subarray(-endBytes);
  if (end.length < endBytes || end.readUInt32LE(0) !== 0x06054b50 || end.readUInt16LE(20) !== 0) {
    return "there are bytes behind the directory's end, such as a comment";
  }
  const disks = end.readUInt32LE(4);
  const entries = end.readUInt16LE(10);
  const directoryBytes = end.readUInt32LE(12);
  const directoryAt = end.readUInt32LE(16);
  if (disks !== 0 || end.readUInt16LE(8) !== entries) return "it has several disks";
  const locator = tail.subarray(0, -endBytes);
  const hasLocator =
    locator.length === locatorBytes && locator.readUInt32LE(0) === locatorSignature;
  const is64 = entries === 0xffff || directoryBytes === 0xffffffff || directoryAt === 0xffffffff;
  if (hasLocator !== is64) return "readers may take different ends of the directory";
  const endsAt = fileBytes - endBytes;
  const ending = { entries, directoryAt, directoryBytes };
  return is64 ? ending64(ending, endsAt - locatorBytes, locator, read) : contiguous(ending, endsAt);
}

async function ending64(
  small: Ending,
  locatorAt: number,
  locator: Buffer,
  read: Read,
): Promise<Ending | string> {
  const at = locatorAt - end64Bytes;
  const end = await read(Math.max(0, at), end64Bytes);
  const isOne =
    end.length === end64Bytes &&
    locator.readUInt32LE(4) === 0 &&
    locator.readBigUInt64LE(8) === BigInt(at) &&
    locator.readUInt32LE(16) === 1 &&
    end.readUInt32LE(0) === 0x06064b50 &&
    end.readBigUInt64LE(4) === BigInt(end64Bytes - 12) &&
    end.readBigUInt64LE(16) === 0n &&
    end.readBigUInt64LE(24) === end.readBigUInt64LE(32);
  if (!isOne) return "the 64-bit end of the directory is not where it belongs";
  const ending = {
    entries: Number(end.readBigUInt64LE(32)),
    directoryBytes: Number(end.readBigUInt64LE(40)),
    directoryAt: Number(end.readBigUInt64LE(48)),
  };
  const isSame =
    [0xffff, ending.entries].includes(small.entries) &&
    [0xffffffff, ending.directoryBytes].includes(small.directoryBytes) &&
    [0xffffffff, ending.directoryAt].includes(small.directoryAt);
  return isSame ? contiguous(ending, at) : "the two ends of the directory differ";
}

function contiguous(ending: Ending, endsAt: number): Ending | string {
  const { directoryAt, directoryBytes } = ending;
  if (directoryBytes > mostDirectoryBytes) return "the directory is too large";
  return directoryAt + directoryBytes === endsAt
    ? ending
    : "there are bytes between the directory and its end";
}

/** The entries of a directory, or why they cannot be read in one way only. */
export function entriesOf(directory: Buffer): DirectoryEntry[] | string {
  const entries: DirectoryEntry[] = [];
  for (let at = 0; at < directory.length;) {
    const header = directory.subarray(at, at + 46);
    if (header.length < 46 || header.readUInt32LE(0) !== 0x02014b50) {
      return "the directory holds other bytes than entries";
    }
    const nameEnd = at + 46 + header.readUInt16LE(28);
    const extraEnd = nameEnd + header.readUInt16LE(30);
    const extra = extraOf(directory.subarray(nameEnd, extraEnd));
    const hasMore = header.readUInt16LE(32) !== 0 || header.readUInt16LE(34) !== 0;
    if (extraEnd > directory.length || extra === undefined || hasMore) {
      return "an entry of the directory has a comment or additional fields";
    }
    const fields = [header.readUInt32LE(24), header.readUInt32LE(20), header.readUInt32LE(42)];
    const { sizes } = extra;
    const isZip64 = sizes !== undefined;
    if (fields.some((value) => (value === 0xffffffff) !== isZip64)) {
      return "an entry of the directory has two sizes";
    }
    const [size = 0, compressed = 0, offset = 0] = sizes ?? fields;
    entries.push({
      name: directory.subarray(at + 46, nameEnd),
      flags: header.readUInt16LE(8),
      method: header.readUInt16LE(10),
      crc: header.readUInt32LE(16),
      compressed,
      size,
      offset,
      isZip64,
    });
    at = extraEnd;
  }
  return entries;
}

/** Of the additional fields, a bundle has a time and the 64-bit sizes. */
function extraOf(extra: Buffer): { readonly sizes?: number[] } | undefined {
  let sizes: number[] | undefined;
  for (let at = 0; at < extra.length;) {
    if (extra.length - at < 4) return undefined;
    const [id, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)];
    const value = extra.subarray(at + 4, at + 4 + length);
    if (id === 0x0001 && value.length === 24 && sizes === undefined) {
      sizes = [0, 8, 16].map((place) => Number(value.readBigUInt64LE(place)));
    } else if (id !== 0x5455 || value.length !== 5) return undefined;
    at += 4 + length;
  }
  return sizes === undefined ? {} : { sizes };
}
