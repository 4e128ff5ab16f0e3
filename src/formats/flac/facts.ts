/** What a FLAC says of its sound in its first block (STREAMINFO; RFC 9639, section 8.2). */
import { isAt, u24, u32, u8 } from '../bytes.ts';
import { knownFacts, type TimedFacts } from '../timed-facts.ts';

/** Bytes from the beginning of the file that are needed. */
export const flacFactBytes = 42;

/** Samples of each channel; null where the encoder did not know them, or this is no FLAC. */
export function flacSamples(head: Uint8Array): number | null {
  if (!isAt(head, 0, 'fLaC') || (u8(head, 4) & 127) !== 0) return null;
  // 36 bits, 0 for not known.
  const samples = (u8(head, 21) & 15) * 2 ** 32 + u32(head, 22);
  return samples > 0 ? samples : null;
}

/** Reads them; empty where this is no FLAC. */
export function flacFacts(head: Uint8Array): TimedFacts {
  if (!isAt(head, 0, 'fLaC') || (u8(head, 4) & 127) !== 0) return {};
  const rate = u24(head, 18) >> 4;
  return knownFacts({
    duration_s: Math.round(((flacSamples(head) ?? 0) / rate) * 1e6) / 1e6,
    codec: 'flac',
    sample_rate_hz: rate,
    channels: ((u8(head, 20) >> 1) & 7) + 1,
  });
}
