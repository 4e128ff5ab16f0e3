/**
 * Reads files of a ZIP archive as streams. Sizes, sums and headers are compared with the directory
 * while the bytes flow; nothing is unpacked further than it was declared.
 */
import { ok, type Result } from '#domain/result.ts';
import { updateCrc } from './crc.ts';
import {
  broken,
  readBytes,
  readDirectory,
  type ByteSource,
  type ZipEntry,
  type ZipLimits,
} from './directory.ts';

export type { ByteSource, ZipEntry, ZipLimits } from './directory.ts';

export interface ZipReader {
  /** Every file in it, in the order of its directory; folders are left out. */
  readonly entries: readonly ZipEntry[];
  find(name: string): ZipEntry | undefined;
  /** The bytes of a file in pieces. Throws a `corrupt` failure when they are not what was declared. */
  read(entry: ZipEntry): AsyncGenerator<Uint8Array<ArrayBuffer>>;
}

/** Bytes read at once. */
const pieceSize = 4 * 1024 * 1024;

/** Opens an archive after its whole directory was checked. */
export async function readZip(source: ByteSource, limits: ZipLimits): Promise<Result<ZipReader>> {
  const directory = await readDirectory(source, limits);
  if (!directory.ok) return directory;
  const entries = directory.value;
  const entriesByName = new Map(entries.map((entry) => [entry.name, entry]));
  return ok({
    entries,
    find: (name) => entriesByName.get(name),
    read: (entry) => checked(entry, unpacked(source, entry)),
  });
}

/** Where the bytes of a file begin: its local header must name the same file. */
async function beginning(source: ByteSource, entry: ZipEntry): Promise<number> {
  const header = await readBytes(source, entry.offset, 30);
  const nameLength = header.getUint16(26, true);
  const wrong = broken(`the header of “${entry.name}” is damaged`);
  if (header.getUint32(0, true) !== 0x04034b50) throw wrong;
  if (header.getUint16(8, true) !== entry.method) throw wrong;
  const name = await readBytes(source, entry.offset + 30, nameLength);
  if (new TextDecoder().decode(name) !== entry.name) throw wrong;
  return entry.offset + 30 + nameLength + header.getUint16(28, true);
}

async function* pieces(
  source: ByteSource,
  from: number,
  length: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (from + length > source.size) throw broken('it is cut off');
  for (let at = 0; at < length; at += pieceSize) {
    const end = Math.min(length, at + pieceSize);
    const bytes = await source.slice(from + at, from + end).arrayBuffer();
    if (bytes.byteLength !== end - at) throw broken('it is cut off');
    yield new Uint8Array(bytes);
  }
}

async function* unpacked(
  source: ByteSource,
  entry: ZipEntry,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const packed = pieces(source, await beginning(source, entry), entry.packedSize);
  if (entry.method === 0) {
    yield* packed;
    return;
  }
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { value, done } = await packed.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const reader = stream.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (thrown) {
    throw thrown instanceof TypeError ? broken(`“${entry.name}” cannot be unpacked`) : thrown;
  } finally {
    // Whoever stops early, because it unpacks to more than it said, stops the unpacking as well.
    await reader.cancel().catch(() => undefined);
  }
}

async function* checked(
  entry: ZipEntry,
  parts: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let [crc, size] = [0, 0];
  for await (const bytes of parts) {
    size += bytes.length;
    if (size > entry.size) throw broken(`“${entry.name}” unpacks to more than it says`);
    crc = updateCrc(crc, bytes);
    yield bytes;
  }
  if (size !== entry.size) throw broken(`“${entry.name}” unpacks to less than it says`);
  if (crc !== entry.crc) throw broken(`the sum of “${entry.name}” is wrong`);
}
