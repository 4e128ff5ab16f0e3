/** Theora in Ogg (Theora specification, section 6.2; RFC 3533 for pages), which browsers dropped. */
import { find, isAt, u16, u24, u32, u64, u8 } from '../bytes.ts';
import { knownFacts, type TimedFacts } from '../timed-facts.ts';

/** Time of the last page of a stream, as its granule number. */
function lastGranule(tail: Uint8Array, serial: number): number | undefined {
  let last: number | undefined;
  for (let at = find(tail, 'OggS'); at !== -1; at = find(tail, 'OggS', at + 4)) {
    const granule = u64(tail, at + 6, true);
    if (u32(tail, at + 14, true) === serial && granule < 2 ** 53) last = granule;
  }
  return last;
}

/** Serial number of the page that a place lies on. */
function serialAt(head: Uint8Array, place: number): number {
  let serial = Number.NaN;
  for (let at = find(head, 'OggS'); at !== -1 && at < place; at = find(head, 'OggS', at + 4)) {
    serial = u32(head, at + 14, true);
  }
  return serial;
}

/**
 * Facts of an Ogg file with Theora.
 *
 * @param head the first bytes: the identification headers stand in the first pages
 * @param tail the last 64 kB, for the length
 */
export function theoraFacts(head: Uint8Array, tail: Uint8Array): TimedFacts {
  const at = find(head, '\x80theora');
  if (at === -1) return {};
  const fps = u32(head, at + 22) / u32(head, at + 26);
  const shift = ((u8(head, at + 40) & 3) << 3) | (u8(head, at + 41) >> 5);
  const granule = lastGranule(tail, serialAt(head, at)) ?? Number.NaN;
  const frames = Math.floor(granule / 2 ** shift) + (granule % 2 ** shift);
  const vorbis = find(head, '\x01vorbis');
  const opus = find(head, 'OpusHead');
  const hasVorbis = vorbis !== -1 && isAt(head, vorbis + 7, '\0\0\0\0');
  return knownFacts({
    width: u24(head, at + 14) || u16(head, at + 10) * 16,
    height: u24(head, at + 17) || u16(head, at + 12) * 16,
    duration_s: frames / fps,
    fps,
    codec: 'theora',
    audio_codec: hasVorbis ? 'vorbis' : opus === -1 ? undefined : 'opus',
    sample_rate_hz: hasVorbis ? u32(head, vorbis + 12, true) : opus === -1 ? undefined : 48_000,
    channels: hasVorbis ? u8(head, vorbis + 11) : opus === -1 ? undefined : u8(head, opus + 9),
  });
}
