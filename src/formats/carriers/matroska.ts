/** Matroska and WebM: tags in an element of their own at the end (RFC 9559, section 5.1.8). */
import { ok } from '#domain/result.ts';

import { bytesAt, reading } from '../heads/reading.ts';
import { changed } from '../pieces.ts';

import {
  noRoom,
  textOf,
  utf8,
  wordsLimit,
  type Carrier,
  type Payload,
  type Tag,
} from './carrier.ts';
import { element, elementAt, size8, voidOf, within, type Element } from './ebml.ts';

const ids = {
  segment: 0x18538067,
  info: 0x1549a966,
  title: 0x7ba9,
  date: 0x4461,
  fileName: 0x7384,
  attachments: 0x1941a469,
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

/** An element that says its length. */
type Whole = Element & { readonly end: number };

interface Film {
  readonly segment: Whole;
  readonly tags: readonly Whole[];
  /** Facts of the whole film: its title, and when it was made, among what players need. */
  readonly infos: readonly Whole[];
  /** Covers, papers, fonts. */
  readonly attachments: readonly Whole[];
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
  const [tags, infos, attachments]: [Whole[], Whole[], Whole[]] = [[], [], []];
  for (let from = segment.body, count = 0; from < end; count += 1) {
    const one = await elementAt(read, from);
    if (!one || one.end === null || one.end > end || count > mostElements) return null;
    const whole = { ...one, end: one.end };
    if (one.id === ids.tags) tags.push(whole);
    else if (one.id === ids.info) infos.push(whole);
    else if (one.id === ids.attachments) attachments.push(whole);
    from = one.end;
  }
  return { segment: { ...segment, end }, tags, infos, attachments };
}

async function tagsOf(file: Blob, { start, end }: Whole): Promise<readonly Tag[]> {
  if (end - start > wordsLimit) return [];
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

/** The file with some elements made void, so that nothing behind them moves. */
const voided = (file: Blob, elements: readonly { start: number; end: number }[]): Blob =>
  changed(
    file,
    elements
      .toSorted((one, other) => one.start - other.start)
      .map(({ start, end }) => ({ start, end, by: voidOf(end - start) })),
  );

/** The file without tags that an earlier writing of the same names left. */
async function withoutOwn(file: Blob, { tags }: Payload): Promise<Blob> {
  const names = new Set(tags.map(([name]) => name));
  const own: Whole[] = [];
  for (const one of (await filmOf(file))?.tags ?? []) {
    const found = await tagsOf(file, one);
    if (found.length > 0 && found.every(([name]) => names.has(name))) own.push(one);
  }
  return voided(file, own);
}

export const matroska: Carrier = {
  async read(file) {
    const film = await filmOf(file);
    if (!film) return {};
    const found: (readonly Tag[])[] = [];
    let left = wordsLimit;
    // The newest stands last, and is the first to be looked at.
    for (const one of film.tags.toReversed()) {
      left -= one.end - one.start;
      if (left < 0) break;
      found.push((await tagsOf(file, one)).toReversed());
    }
    return { tags: found.flat() };
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
    if (!film) return null;
    const words: { start: number; end: number }[] = [...film.tags, ...film.attachments];
    for (const info of film.infos) {
      if (info.end - info.start > wordsLimit) return null;
      const bytes = await bytesAt(file, info.body, info.end - info.body);
      for (const { id, start, end } of within(bytes, 0, bytes.length)) {
        if (id === ids.title || id === ids.date || id === ids.fileName)
          words.push({ start: info.body + start, end: info.body + end });
      }
    }
    return words.length === 0 ? file : voided(file, words);
  },
};
