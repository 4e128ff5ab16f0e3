/** What a Matroska holds beside picture and sound that is not handed on: subtitles and chapters. */
import { elementAt, within } from '../carriers/ebml.ts';
import { u8 } from '../bytes.ts';
import { bytesAt, reading } from '../heads/reading.ts';

const ids = {
  header: 0x1a45dfa3,
  segment: 0x18538067,
  tracks: 0x1654ae6b,
  entry: 0xae,
  kind: 0x83,
  chapters: 0x1043a770,
  cluster: 0x1f43b675,
} as const;
/** The kind of a track of subtitles (RFC 9559, section 5.1.4.1.3). */
const subtitles = 0x11;
/** Elements before the first cluster that are looked at, and bytes of the one that holds the tracks. */
const [mostElements, mostTracks] = [64, 1024 * 1024];

/**
 * In words, one each: "subtitle track 1", "chapters". Only what lies before the pictures is seen, as
 * nearly all muxers write it; empty where there is nothing, or no Matroska.
 */
export async function besideInMatroska(file: Blob): Promise<readonly string[]> {
  const read = reading(file, 4096);
  const found: string[] = [];
  let at = 0;
  for (let count = 0; count < mostElements; count += 1) {
    const one = await elementAt(read, at);
    if (!one || one.id === ids.cluster || (count === 0 && one.id !== ids.header)) break;
    if (one.id === ids.segment) {
      at = one.body;
      continue;
    }
    if (one.end === null || one.end > file.size) break;
    if (one.id === ids.chapters) found.push('chapters');
    if (one.id === ids.tracks && one.end - one.body <= mostTracks) {
      found.push(...subtitlesIn(await bytesAt(file, one.body, one.end - one.body)));
    }
    at = one.end;
  }
  return found;
}

function subtitlesIn(tracks: Uint8Array): readonly string[] {
  const kinds: number[] = [];
  for (const { id, body, end } of within(tracks, 0, tracks.length)) {
    if (id !== ids.entry) continue;
    for (const part of within(tracks, body, end)) {
      if (part.id === ids.kind) kinds.push(u8(tracks, part.end - 1));
    }
  }
  return kinds.filter((kind) => kind === subtitles).map((_, at) => `subtitle track ${at + 1}`);
}
