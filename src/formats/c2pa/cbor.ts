/**
 * CBOR (RFC 8949) out of untrusted bytes, as far as content credentials use it: bounded in depth
 * and number, tags passed over, whole numbers past 2^53 rounded, anything else undefined.
 */
import { u16, u32, u64, u8 } from '../bytes.ts';

const deepest = 16;
const mostItems = 20_000;
const longestText = 20_000;

/** What a CBOR item becomes: keys of maps that are no texts are written out ("33"). */
export type Cbor =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | readonly Cbor[]
  | { readonly [key: string]: Cbor };

export const isMap = (value: Cbor | undefined): value is { readonly [key: string]: Cbor } =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Uint8Array);

class Unreadable extends Error {}

/** The first item of the bytes; undefined when it is damaged, cut off or beyond a limit. */
export function readCbor(bytes: Uint8Array): Cbor | undefined {
  let at = 0;
  let items = 0;

  const argument = (info: number): number => {
    const start = at;
    const value =
      info < 24
        ? info
        : info === 24
          ? u8(bytes, start)
          : info === 25
            ? u16(bytes, start)
            : info === 26
              ? u32(bytes, start)
              : info === 27
                ? u64(bytes, start)
                : Number.NaN;
    at += info < 24 ? 0 : 2 ** (info - 24);
    if (Number.isNaN(value)) throw new Unreadable();
    return value;
  };
  const take = (length: number): Uint8Array => {
    if (!(at + length <= bytes.length)) throw new Unreadable();
    at += length;
    return bytes.subarray(at - length, at);
  };
  const breaks = (): boolean => {
    if (bytes[at] !== 0xff) return false;
    at += 1;
    return true;
  };
  /** Parts of a text or a string of bytes, in one or, when its length is not told, in many. */
  const string = (info: number, major: number): Uint8Array => {
    if (info !== 31) return take(argument(info));
    const parts: number[] = [];
    while (!breaks()) {
      const head = u8(bytes, at);
      if (head >> 5 !== major || (head & 31) === 31) throw new Unreadable();
      at += 1;
      for (const byte of take(argument(head & 31))) parts.push(byte);
    }
    return Uint8Array.from(parts);
  };
  /** Reads items until as many are there as were told, or until their end is marked. */
  const many = (info: number, read: () => void): void => {
    const count = info === 31 ? Number.POSITIVE_INFINITY : argument(info);
    for (let index = 0; index < count && !(info === 31 && breaks()); index += 1) read();
  };
  const text = (value: Uint8Array): string => {
    if (value.length > longestText) throw new Unreadable();
    return new TextDecoder().decode(value);
  };

  const item = (depth: number): Cbor => {
    items += 1;
    const head = u8(bytes, at);
    if (depth > deepest || items > mostItems || Number.isNaN(head)) throw new Unreadable();
    at += 1;
    const info = head & 31;
    switch (head >> 5) {
      case 0:
        return argument(info);
      case 1:
        return -1 - argument(info);
      case 2:
        return string(info, 2);
      case 3:
        return text(string(info, 3));
      case 4: {
        const list: Cbor[] = [];
        many(info, () => list.push(item(depth + 1)));
        return list;
      }
      case 5: {
        const map: Record<string, Cbor> = Object.create(null);
        many(info, () => {
          const key = item(depth + 1);
          if (typeof key !== 'string' && typeof key !== 'number') throw new Unreadable();
          map[String(key)] = item(depth + 1);
        });
        return map;
      }
      case 6:
        argument(info);
        return item(depth + 1);
      default:
        return simple(info);
    }
  };
  const simple = (info: number): Cbor => {
    if (info === 20 || info === 21) return info === 21;
    if (info === 22 || info === 23) return null;
    if (info === 26 || info === 27) {
      const part = take(info === 26 ? 4 : 8);
      const view = new DataView(part.buffer, part.byteOffset, part.length);
      return info === 26 ? view.getFloat32(0) : view.getFloat64(0);
    }
    // Half floats and other simple values: passed over.
    argument(info);
    return null;
  };

  try {
    return item(0);
  } catch (thrown) {
    if (thrown instanceof Unreadable) return undefined;
    throw thrown;
  }
}
