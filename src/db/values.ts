/**
 * Values across the border of WebAssembly, without the object wrapper: it looks at each value's
 * type, its place and its statement again and allocates for every text, which took a seventh of
 * the time of an import.
 */
import type { Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { Raw } from './raw-exports.ts';

/** What a column holds and a parameter takes. */
export type Value = string | number | null | Uint8Array;
export type Parameters = readonly (Value | boolean | undefined)[];

/** Binding to and reading from the statements of one connection. */
export interface Values {
  /** Binds parameters from the first on; gives SQLite's result code of the first that fails, or 0. */
  bind(statement: number, parameters: Parameters): number;
  /** A column of the row that a statement stands on. */
  read(statement: number, column: number): Value;
  /** Gives back the memory that was borrowed; nothing may be bound or read afterwards. */
  release(): void;
}

/** Texts up to so many UTF-16 units lie in a place that is kept; each may take three bytes. */
const keptUnits = 16_384;
/** Up to here a loop over plain ASCII is quicker than the browser's encoder and decoder. */
const shortText = 48;
/** SQLITE_TRANSIENT: SQLite copies the bytes before the call returns. */
const transient = -1;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Writes a short plain text; false where it is neither, and then nothing counts as written. */
function wrotePlain(heap: Uint8Array, start: number, text: string): boolean {
  if (text.length > shortText) return false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return false;
    heap[start + index] = code;
  }
  return true;
}

export function valuesOf({ wasm }: Sqlite3Static, raw: Raw): Values {
  let kept = Number(wasm.alloc(keptUnits * 3));

  /** Lends memory for `bytes` bytes while `use` runs. */
  const borrowing = (bytes: number, use: (start: number) => number): number => {
    const start = Number(wasm.alloc(Math.max(1, bytes)));
    try {
      return use(start);
    } finally {
      wasm.dealloc(start);
    }
  };

  const bindText = (statement: number, index: number, text: string): number => {
    const put = (start: number): number => {
      const heap = wasm.heap8u();
      const bytes = wrotePlain(heap, start, text)
        ? text.length
        : encoder.encodeInto(text, heap.subarray(start, start + text.length * 3)).written;
      return raw.sqlite3_bind_text(statement, index, start, bytes, transient);
    };
    return text.length <= keptUnits ? put(kept) : borrowing(text.length * 3, put);
  };

  const bindOne = (statement: number, index: number, value: Parameters[number]): number => {
    if (value === null || value === undefined) return raw.sqlite3_bind_null(statement, index);
    if (typeof value === 'string') return bindText(statement, index, value);
    if (typeof value === 'boolean') return raw.sqlite3_bind_int(statement, index, value ? 1 : 0);
    if (typeof value === 'number') {
      if ((value | 0) === value) return raw.sqlite3_bind_int(statement, index, value);
      return Number.isSafeInteger(value)
        ? raw.sqlite3_bind_int64(statement, index, BigInt(value))
        : raw.sqlite3_bind_double(statement, index, value);
    }
    return borrowing(value.byteLength, (start) => {
      wasm.heap8u().set(value, start);
      return raw.sqlite3_bind_blob(statement, index, start, value.byteLength, transient);
    });
  };

  const text = (statement: number, column: number): string => {
    const start = raw.sqlite3_column_text(statement, column);
    const length = raw.sqlite3_column_bytes(statement, column);
    if (length === 0) return '';
    const heap = wasm.heap8u();
    if (length <= shortText) {
      let plain = '';
      for (let at = start; at < start + length; at += 1) {
        const code = heap[at] ?? 0;
        if (code > 0x7f) return decoder.decode(heap.slice(start, start + length));
        plain += String.fromCharCode(code);
      }
      return plain;
    }
    return decoder.decode(heap.slice(start, start + length));
  };

  return {
    bind: (statement, parameters) => {
      for (let index = 0; index < parameters.length; index += 1) {
        const code = bindOne(statement, index + 1, parameters[index]);
        if (code !== 0) return code;
      }
      return 0;
    },
    read: (statement, column) => {
      switch (raw.sqlite3_column_type(statement, column)) {
        case 1:
        case 2:
          // Whole numbers up to 2^53 are exact as doubles; nothing here is larger.
          return raw.sqlite3_column_double(statement, column);
        case 3:
          return text(statement, column);
        case 4: {
          const start = raw.sqlite3_column_blob(statement, column);
          return wasm.heap8u().slice(start, start + raw.sqlite3_column_bytes(statement, column));
        }
        default:
          return null;
      }
    },
    release: () => {
      if (kept !== 0) wasm.dealloc(kept);
      kept = 0;
    },
  };
}
