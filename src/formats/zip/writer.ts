/**
 * Writes a ZIP archive as a stream. Files are stored, not packed: media are packed already, and
 * packers differ from browser to browser, while the same content shall give the same bytes
 * everywhere. Sizes and sums stand before the bytes, so that every reader can take it, streaming
 * ones too; that is why a file is read twice.
 */
import { updateCrc } from './crc.ts';
import { centralHeader, endOfDirectory, localHeader, type ZipRecord } from './records.ts';

export interface ZipOptions {
  /** Writes the long forms of ZIP64 even where sizes do not need them. */
  readonly forceZip64?: boolean;
}

export interface ZipWriter {
  /**
   * Appends a file. `read` is called twice and must give the same bytes both times; a difference
   * is thrown as a `corrupt` failure.
   *
   * @param name path inside the archive, "/" between parts, unique; names are the caller's care
   */
  add(name: string, read: () => AsyncIterable<Uint8Array>): Promise<void>;
  /** Appends a small file that is in memory. */
  addBytes(name: string, bytes: Uint8Array): Promise<void>;
  /** Writes the directory and says how large the archive is. */
  close(): Promise<{ readonly entries: number; readonly size: number }>;
}

/** Opens an archive. @param sink takes its bytes in order; what it throws comes out of the calls */
export function openZip(
  sink: (bytes: Uint8Array) => Promise<void>,
  { forceZip64 = false }: ZipOptions = {},
): ZipWriter {
  const records: ZipRecord[] = [];
  let offset = 0;
  const write = async (bytes: Uint8Array) => {
    await sink(bytes);
    offset += bytes.length;
  };

  const add: ZipWriter['add'] = async (name, read) => {
    const { crc, size } = await sum(read());
    const record = { name: new TextEncoder().encode(name), crc, size, offset };
    await write(localHeader(record, forceZip64));
    let [again, written] = [0, 0];
    for await (const bytes of read()) {
      again = updateCrc(again, bytes);
      written += bytes.length;
      await write(bytes);
    }
    if (again !== crc || written !== size) {
      throw { code: 'corrupt', what: name, reason: 'the file changed while it was packed' };
    }
    records.push(record);
  };

  return {
    add,
    addBytes: (name, bytes) =>
      add(name, async function* once() {
        yield bytes;
      }),
    close: async () => {
      const start = offset;
      for (const record of records) await write(centralHeader(record, forceZip64));
      await write(endOfDirectory(records.length, start, offset - start, forceZip64));
      return { entries: records.length, size: offset };
    },
  };
}

async function sum(parts: AsyncIterable<Uint8Array>) {
  let [crc, size] = [0, 0];
  for await (const bytes of parts) {
    crc = updateCrc(crc, bytes);
    size += bytes.length;
  }
  return { crc, size };
}
