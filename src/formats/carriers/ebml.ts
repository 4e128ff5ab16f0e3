/** Elements of EBML (RFC 8794), of which Matroska and WebM are made: read by their heads, and written. */
import { bytesOf, concat, u8 } from '../bytes.ts';
import type { Reading } from '../heads/reading.ts';
import { zeros } from '../pieces.ts';

export interface Element {
  readonly id: number;
  readonly start: number;
  /** Where its length stands, and where its contents begin. */
  readonly size: number;
  readonly body: number;
  /** null: it says no length. */
  readonly end: number | null;
}

/** A number with its length in the leading bits (RFC 8794, section 4). */
function vint(
  bytes: Uint8Array,
  at: number,
  marked: boolean,
): { value: number; length: number } | null {
  const first = u8(bytes, at);
  const length = Math.clz32(first) - 23;
  if (!(first > 0) || length > 8 || at + length > bytes.length) return null;
  let value = marked ? first : first & (255 >> length);
  let isOpen = (first & (255 >> length)) === 255 >> length;
  for (let index = 1; index < length; index += 1) {
    const byte = u8(bytes, at + index);
    value = value * 256 + byte;
    isOpen &&= byte === 255;
  }
  return { value: !marked && isOpen ? Number.NaN : value, length };
}

/** The element that begins at a place; null where none does. */
export async function elementAt(read: Reading, start: number): Promise<Element | null> {
  const head = await read.at(start, 12);
  const id = vint(head, 0, true);
  const size = id && vint(head, id.length, false);
  if (!id || !size) return null;
  const body = start + id.length + size.length;
  return {
    id: id.value,
    start,
    size: start + id.length,
    body,
    end: Number.isNaN(size.value) ? null : body + size.value,
  };
}

/** A length on eight bytes. */
export const size8 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  bytes[0] = 1;
  return bytes;
};

const idBytes = (id: number): Uint8Array =>
  bytesOf(
    id > 0xffffff
      ? String.fromCharCode(id >>> 24, (id >> 16) & 255, (id >> 8) & 255, id & 255)
      : String.fromCharCode(id >> 8, id & 255),
  );

/** An element of parts. */
export const element = (id: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const body = concat(parts);
  return concat([idBytes(id), size8(body.length), body]);
};

/** Elements between two places, up to the first that is damaged. */
export function* within(
  bytes: Uint8Array,
  from: number,
  to: number,
): Generator<{ id: number; start: number; body: number; end: number }> {
  for (let at = from; at < to;) {
    const id = vint(bytes, at, true);
    const size = id && vint(bytes, at + id.length, false);
    if (!id || !size) return;
    const body = at + id.length + size.length;
    const end = body + size.value;
    if (!(end <= to)) return;
    yield { id: id.value, start: at, body, end };
    at = end;
  }
}

/** An element that says nothing, as long as another one: at least two bytes. */
export function voidOf(length: number): Blob {
  const isShort = length - 2 < 127;
  const rest = isShort ? length - 2 : length - 9;
  const head = isShort
    ? Uint8Array.of(0xec, 0x80 | rest)
    : concat([Uint8Array.of(0xec), size8(rest)]);
  return new Blob([head, zeros(rest)]);
}
