/** FLAC: blocks before the sound (RFC 9639, section 8), comments among them. */
import { ok } from '#domain/result.ts';

import { bytesOf, isAt, u24, u8 } from '../bytes.ts';
import { bytesAt, reading } from '../heads/reading.ts';

import { noRoom, wordsLimit, type Carrier } from './carrier.ts';
import { noComments, readComments, tagsIn, withTags } from './comments.ts';

const commentType = 4;
/** STREAMINFO, SEEKTABLE and CUESHEET are no words about the sound. */
const needed: ReadonlySet<number> = new Set([0, 3, 5]);

interface Block {
  readonly type: number;
  readonly start: number;
  readonly end: number;
}

async function blocksOf(file: Blob): Promise<readonly Block[] | null> {
  const read = reading(file, 4096);
  if (!isAt(await read.at(0, 4), 0, 'fLaC')) return null;
  const blocks: Block[] = [];
  for (let start = 4; blocks.length < 1000;) {
    const head = await read.at(start, 4);
    const end = start + 4 + u24(head, 1);
    if (!(end <= file.size)) return null;
    blocks.push({ type: u8(head, 0) & 127, start, end });
    if ((u8(head, 0) & 128) !== 0) return blocks;
    start = end;
  }
  return null;
}

const commentsOf = async (file: Blob, block: Block | undefined) =>
  block && block.end - block.start <= wordsLimit
    ? readComments(await bytesAt(file, block.start + 4, block.end - block.start - 4))
    : null;

/** The file out of blocks; the last one says that it is. */
function whole(
  file: Blob,
  blocks: readonly { readonly type: number; readonly data: Blob }[],
  sound: number,
): Blob {
  const parts = blocks.flatMap(({ type, data }, index) => {
    const { size } = data;
    const last = index === blocks.length - 1 ? 128 : 0;
    return [
      new Blob([Uint8Array.of(type | last, size >> 16, (size >> 8) & 255, size & 255)]),
      data,
    ];
  });
  return new Blob([bytesOf('fLaC'), ...parts, file.slice(sound)], { type: file.type });
}

const kept = (file: Blob, { type, start, end }: Block) => ({
  type,
  data: file.slice(start + 4, end),
});

export const flac: Carrier = {
  async read(file) {
    const blocks = await blocksOf(file);
    const comments = await commentsOf(
      file,
      blocks?.find(({ type }) => type === commentType),
    );
    return comments ? { tags: tagsIn(comments) } : {};
  },

  async write(file, { tags }) {
    const blocks = await blocksOf(file);
    const last = blocks?.at(-1);
    if (!blocks || !last) return noRoom('its blocks are cut off');
    const there = blocks.find(({ type }) => type === commentType);
    const comments = there ? await commentsOf(file, there) : noComments;
    if (!comments) return noRoom('its comments cannot be read');
    const data = withTags(comments, tags);
    if (data.length >= 2 ** 24) return noRoom('its comments are full');
    const own = { type: commentType, data: new Blob([data]) };
    const others = blocks.filter(({ type }) => type !== commentType).map((one) => kept(file, one));
    const [first, ...rest] = others;
    return ok(whole(file, [...(first ? [first] : []), own, ...rest], last.end));
  },

  async strip(file) {
    const blocks = await blocksOf(file);
    const last = blocks?.at(-1);
    if (!blocks || !last) return null;
    if (blocks.every(({ type }) => needed.has(type))) return file;
    const rest = blocks.filter(({ type }) => needed.has(type));
    return whole(
      file,
      rest.map((one) => kept(file, one)),
      last.end,
    );
  },
};
