/**
 * Walks protocol buffers in a file of any size without loading it: fields are found by their tags,
 * long ones are passed over unread. Wire format: https://protobuf.dev/programming-guides/encoding/
 */

/** Bytes that can be asked for piece by piece. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `at`; fewer only where the source ends. */
  read(at: number, length: number): Promise<Uint8Array>;
}

/** Thrown for bytes that are not what they say; caught where the reading began. */
export class Malformed extends Error {}

/** One field of a message: a number, or a stretch of the file. */
export interface WireField {
  readonly number: number;
  readonly wire: 0 | 1 | 2 | 5;
  /** A varint, exact up to 2^53; 0 for other fields. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** Most fields that one file may have; a real network has some hundred thousand. */
const mostFields = 5_000_000;
const pieceSize = 1 << 16;
/** A tag and a length, as varints, are never longer. */
const headSize = 20;

export interface Walker {
  /** The fields of the message that lies from `start` to `end`. */
  fields(start: number, end: number): AsyncGenerator<WireField>;
  /** The bytes of a field; those that are longer than `longest` are refused. */
  bytes(field: WireField, longest: number): Promise<Uint8Array>;
  /** A field as text. */
  text(field: WireField, longest?: number): Promise<string>;
  /** Numbers that are packed in a field, or the single one that it is. */
  varints(field: WireField, most: number): Promise<number[]>;
}

export function walkerOf(source: ByteSource): Walker {
  let piece = new Uint8Array();
  let pieceAt = 0;
  let seen = 0;

  const load = async (at: number, length: number): Promise<void> => {
    if (at >= pieceAt && at + length <= pieceAt + piece.length) return;
    if (at >= pieceAt && pieceAt + piece.length >= source.size) return;
    piece = Uint8Array.from(await source.read(at, Math.max(length, pieceSize)));
    pieceAt = at;
  };

  /** A varint of the loaded piece, and where it ends. */
  const varint = (at: number, end: number): { value: number; next: number } => {
    let value = 0;
    let factor = 1;
    for (let next = at; next < end && next < at + 10; next += 1) {
      const byte = piece[next - pieceAt];
      if (byte === undefined) break;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return { value, next: next + 1 };
      factor *= 128;
    }
    throw new Malformed('a number in it has no end');
  };

  const bytes: Walker['bytes'] = async ({ start, end }, longest) => {
    if (end - start > longest) throw new Malformed('a part of it is longer than can be');
    if (end - start > pieceSize) return source.read(start, end - start);
    await load(start, end - start);
    return piece.subarray(start - pieceAt, end - pieceAt);
  };

  return {
    async *fields(start, end) {
      for (let at = start; at < end;) {
        seen += 1;
        if (seen > mostFields) throw new Malformed('it has more parts than any network');
        await load(at, Math.min(headSize, end - at));
        const tag = varint(at, end);
        const number = Math.floor(tag.value / 8);
        const wire = tag.value % 8;
        if (number === 0) throw new Malformed('a field in it has no number');
        let value = 0;
        let first = tag.next;
        let last = tag.next;
        if (wire === 0) ({ value, next: last } = varint(tag.next, end));
        else if (wire === 1) last = tag.next + 8;
        else if (wire === 5) last = tag.next + 4;
        else if (wire === 2) {
          const length = varint(tag.next, end);
          first = length.next;
          last = length.next + length.value;
        } else throw new Malformed(`a field in it has the wire type ${wire}`);
        if (last > end) throw new Malformed('a part of it goes beyond its end');
        yield { number, wire, value, start: first, end: last };
        at = last;
      }
    },
    bytes,
    async text(field, longest = 10_000) {
      if (field.wire !== 2) throw new Malformed('a text in it is none');
      return new TextDecoder().decode(await bytes(field, longest));
    },
    async varints(field, most) {
      if (field.wire === 0) return [field.value];
      if (field.wire !== 2) throw new Malformed('a number in it is none');
      const packed = await bytes(field, most * 10);
      const values: number[] = [];
      let value = 0;
      let factor = 1;
      for (const byte of packed) {
        value += (byte & 0x7f) * factor;
        factor *= 128;
        if (byte >= 0x80) continue;
        values.push(value);
        [value, factor] = [0, 1];
      }
      if (factor !== 1 || values.length > most) throw new Malformed('numbers in it have no end');
      return values;
    },
  };
}

/** A source over bytes in memory. */
export const sourceOfBytes = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (at, length) => bytes.subarray(at, at + length),
});

/** A source over a file. */
export const sourceOfFile = (file: Blob): ByteSource => ({
  size: file.size,
  read: async (at, length) => new Uint8Array(await file.slice(at, at + length).arrayBuffer()),
});
