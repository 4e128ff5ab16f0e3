/** Writes CBOR (RFC 8949) with the shortest heads, so that the same value is always the same bytes. */
import { concat } from '../bytes.ts';

/** What can be written. Maps keep the order in which they are given; texts are keys of plain objects. */
export type CborValue =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | ReadonlyMap<string | number, CborValue>
  | { readonly [key: string]: CborValue | undefined };

/** Head of an item: its major type and its number; whole numbers up to 2^53. */
function head(major: number, value: number): Uint8Array {
  const first = major << 5;
  if (value < 24) return Uint8Array.of(first | value);
  if (value < 0x100) return Uint8Array.of(first | 24, value);
  const bytes = new Uint8Array(9);
  const view = new DataView(bytes.buffer);
  if (value < 0x10000) {
    bytes[0] = first | 25;
    view.setUint16(1, value);
    return bytes.subarray(0, 3);
  }
  if (value < 0x100000000) {
    bytes[0] = first | 26;
    view.setUint32(1, value);
    return bytes.subarray(0, 5);
  }
  bytes[0] = first | 27;
  view.setBigUint64(1, BigInt(value));
  return bytes;
}

const isBytes = (value: CborValue): value is Uint8Array => value instanceof Uint8Array;
const isList = (value: CborValue): value is readonly CborValue[] => Array.isArray(value);
const isKeyed = (value: CborValue): value is ReadonlyMap<string | number, CborValue> =>
  value instanceof Map;

/** The bytes of a value; what is undefined in an object is left out. Numbers are whole. */
export function writeCbor(value: CborValue): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const pairs = (entries: readonly (readonly [string | number, CborValue])[]): void => {
    parts.push(head(5, entries.length));
    for (const [key, one] of entries) {
      item(key);
      item(one);
    }
  };
  const item = (one: CborValue): void => {
    if (typeof one === 'string') {
      const text = new TextEncoder().encode(one);
      parts.push(head(3, text.length), text);
    } else if (typeof one === 'number') {
      parts.push(one < 0 ? head(1, -1 - one) : head(0, one));
    } else if (one === null) parts.push(Uint8Array.of(0xf6));
    else if (typeof one === 'boolean') parts.push(Uint8Array.of(one ? 0xf5 : 0xf4));
    else if (isBytes(one)) parts.push(head(2, one.length), one);
    else if (isList(one)) {
      parts.push(head(4, one.length));
      for (const each of one) item(each);
    } else if (isKeyed(one)) pairs([...one]);
    else {
      const given: readonly (readonly [string, CborValue | undefined])[] = Object.entries(one);
      pairs(given.flatMap(([key, each]) => (each === undefined ? [] : [[key, each] as const])));
    }
  };
  item(value);
  return concat(parts);
}
