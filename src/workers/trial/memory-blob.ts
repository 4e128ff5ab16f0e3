import type { Sha256 } from '#domain/id.ts';
import type { BlobWriter } from '#tasks/context.ts';

/** Most bytes that a trial may make. */
const limit = 512 * 1024 * 1024;
const firstRoom = 1 << 20;

/** A blob writer over memory; `keep` gets what was written once it is closed. */
export function openMemoryBlob(keep: (sha256: Sha256, blob: Blob) => void): BlobWriter {
  let bytes = new Uint8Array(firstRoom);
  let size = 0;
  const writeAt: BlobWriter['writeAt'] = async (part, at) => {
    const end = at + part.length;
    if (end > limit) throw { code: 'too_large', what: 'the trial', limit: `${limit} bytes` };
    if (end > bytes.length) {
      const larger = new Uint8Array(Math.min(limit, Math.max(end, bytes.length * 2)));
      larger.set(bytes.subarray(0, size));
      bytes = larger;
    }
    bytes.set(part, at);
    size = Math.max(size, end);
  };
  return {
    writeAt,
    write: (part) => writeAt(part, size),
    async close() {
      const whole = bytes.subarray(0, size);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
      const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
      // The border: 64 hexadecimal digits are what the type means.
      const sha256 = hex as Sha256;
      keep(sha256, new Blob([whole]));
      bytes = new Uint8Array(0);
      return { sha256, size };
    },
    async abort() {
      bytes = new Uint8Array(0);
    },
  };
}
