/** Matroska and WebM: tags in an element of their own at the end (RFC 9559, section 5.1.8). */
import { ok } from '#domain/result.ts';

import { bytesOf, concat, u8 } from '../bytes.ts';
import { bytesAt, reading, type Reading } from '../heads/reading.ts';

import {
  noRoom,
  textOf,
  utf8,
  wordsLimit,
  type Carrier,
  type Payload,
  type Tag,
} from './carrier.ts';

const ids = {
  segment: 0x18538067,
  tags: 0x1254c367,
  tag: 0x7373,
  targets: 0x63c0,
  simple: 0x67c8,
  name: 0x45a3,
  text: 0x4487,
} as const;

const mostElements = 1_000_000;
/** Clusters are large, and their heads lie far apart. */
const window = 4096;

interface Element {
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

async function elementAt(read: Reading, start: number): Promise<Element | null> {
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

interface Film {
  readonly segment: Element & { readonly end: number };
  readonly tags: readonly Element[];
}

/** The segment and the tags in it; null where lengths are not told, so that it has no known end. */
async function filmOf(file: Blob): Promise<Film | null> {
  const read = reading(file, window);
  let at = 0;
  let segment: Element | null = null;
  for (let count = 0; count < 8 && !segment; count += 1) {
    const one = await elementAt(read, at);
    if (!one) return null;
    if (one.id === ids.segment) segment = one;
    else if (one.end === null) return null;
    else at = one.end;
  }
  if (!segment) return null;
  const end = segment.end ?? file.size;
  if (end > file.size) return null;
  const tags: Element[] = [];
  for (let from = segment.body, count = 0; from < end; count += 1) {
    const one = await elementAt(read, from);
    if (!one || one.end === null || one.end > end || count > mostElements) return null;
    if (one.id === ids.tags) tags.push(one);
    from = one.end;
  }
  return { segment: { ...segment, end }, tags };
}

/** A length on eight bytes. */
const size8 = (value: number): Uint8Array => {
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

const element = (id: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const body = concat(parts);
  return concat([idBytes(id), size8(body.length), body]);
};

function* within(
  bytes: Uint8Array,
  from: number,
  to: number,
): Generator<{ id: number; body: number; end: number }> {
  for (let at = from; at < to;) {
    const id = vint(bytes, at, true);
    const size = id && vint(bytes, at + id.length, false);
    if (!id || !size) return;
    const body = at + id.length + size.length;
    const end = body + size.value;
    if (!(end <= to)) return;
    yield { id: id.value, body, end };
    at = end;
  }
}

async function tagsOf(file: Blob, { start, end }: Element): Promise<readonly Tag[]> {
  if (end === null || end - start > wordsLimit) return [];
  const bytes = await bytesAt(file, start, end - start);
  const found: Tag[] = [];
  for (const all of within(bytes, 0, bytes.length)) {
    for (const tag of within(bytes, all.body, all.end)) {
      for (const simple of within(bytes, tag.body, tag.end)) {
        if (simple.id !== ids.simple) continue;
        let [name, text]: [string?, string?] = [];
        for (const { id, body, end: stop } of within(bytes, simple.body, simple.end)) {
          if (id === ids.name) name = textOf(bytes.subarray(body, stop));
          if (id === ids.text) text = textOf(bytes.subarray(body, stop));
        }
        if (name !== undefined && text !== undefined) found.push([name, text]);
      }
    }
  }
  return found;
}

/** The file with some elements made void: of the same length, so that nothing behind them moves. */
function voided(file: Blob, elements: readonly Element[]): Blob {
  const parts: Blob[] = [];
  let from = 0;
  for (const { start, end } of elements) {
    if (end === null || end - start < 9) continue;
    const rest = end - start - 9;
    parts.push(file.slice(from, start));
    parts.push(new Blob([concat([Uint8Array.of(0xec), size8(rest), new Uint8Array(rest)])]));
    from = end;
  }
  return from === 0 ? file : new Blob([...parts, file.slice(from)], { type: file.type });
}

/** The file without tags that an earlier writing of the same names left. */
async function withoutOwn(file: Blob, { tags }: Payload): Promise<Blob> {
  const names = new Set(tags.map(([name]) => name));
  const own: Element[] = [];
  for (const one of (await filmOf(file))?.tags ?? []) {
    const found = await tagsOf(file, one);
    if (found.length > 0 && found.every(([name]) => names.has(name))) own.push(one);
  }
  return voided(file, own);
}

export const matroska: Carrier = {
  async read(file) {
    const film = await filmOf(file);
    const tags = film ? await Promise.all(film.tags.map((one) => tagsOf(file, one))) : [];
    // The newest stands last, and is the first to be looked at.
    return film ? { tags: tags.flat().toReversed() } : {};
  },

  async write(given, payload) {
    const file = await withoutOwn(given, payload);
    const film = await filmOf(file);
    if (!film) return noRoom('its parts say no length, as a live recording’s do not');
    const { segment } = film;
    const own = element(
      ids.tags,
      element(
        ids.tag,
        element(ids.targets),
        ...payload.tags
          .filter(([, text]) => text !== '')
          .map(([name, text]) =>
            element(ids.simple, element(ids.name, utf8(name)), element(ids.text, utf8(text))),
          ),
      ),
    );
    // Places in the file are told from the segment's contents on, so its head may grow.
    const length = segment.end - segment.body + own.length;
    return ok(
      new Blob(
        [
          file.slice(0, segment.size),
          new Uint8Array(size8(length)),
          file.slice(segment.body, segment.end),
          new Uint8Array(own),
          file.slice(segment.end),
        ],
        { type: file.type },
      ),
    );
  },

  async strip(file) {
    const film = await filmOf(file);
    if (!film || film.tags.length === 0) return file;
    return voided(file, film.tags);
  },
};
