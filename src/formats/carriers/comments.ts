/** The comments of Vorbis, as FLAC, Opus and Vorbis itself keep them (xiph.org, "Vorbis comment"). */
import { bytesOfU32, concat, u32 } from '../bytes.ts';

import { textOf, utf8, type Tag } from './carrier.ts';

const mostComments = 10_000;

export interface Comments {
  readonly vendor: Uint8Array;
  /** Each as it stands: NAME=text. */
  readonly lines: readonly Uint8Array[];
  /** Behind the last comment. */
  readonly end: number;
}

/** The comments from a place on; null where they break off. */
export function readComments(bytes: Uint8Array, from = 0): Comments | null {
  const vendorEnd = from + 4 + u32(bytes, from, true);
  const count = u32(bytes, vendorEnd, true);
  if (!(vendorEnd + 4 <= bytes.length) || !(count <= mostComments)) return null;
  const lines: Uint8Array[] = [];
  let at = vendorEnd + 4;
  for (let index = 0; index < count; index += 1) {
    const end = at + 4 + u32(bytes, at, true);
    if (!(end <= bytes.length)) return null;
    lines.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return { vendor: bytes.subarray(from + 4, vendorEnd), lines, end: at };
}

const nameOf = (line: Uint8Array): string => {
  const at = line.subarray(0, 200).indexOf(61);
  return at === -1 ? '' : (textOf(line.subarray(0, at)) ?? '').toUpperCase();
};

/** Comments with these in place of those of the same name. */
export function withTags(
  { vendor, lines }: Comments,
  tags: readonly Tag[],
): Uint8Array<ArrayBuffer> {
  const names = new Set(tags.map(([name]) => name));
  const kept = lines.filter((line) => !names.has(nameOf(line)));
  const added = tags.flatMap(([name, text]) => (text === '' ? [] : [utf8(`${name}=${text}`)]));
  const all = [...kept, ...added];
  return concat([
    bytesOfU32(vendor.length, true),
    vendor,
    bytesOfU32(all.length, true),
    ...all.flatMap((line) => [bytesOfU32(line.length, true), line]),
  ]);
}

export const tagsIn = ({ lines }: Comments): readonly Tag[] =>
  lines.flatMap((line): Tag[] => {
    const text = textOf(line);
    const at = text?.indexOf('=') ?? -1;
    return text === undefined || at < 1
      ? []
      : [[text.slice(0, at).toUpperCase(), text.slice(at + 1)]];
  });

export const noComments: Comments = { vendor: utf8('Inkreel'), lines: [], end: 0 };
