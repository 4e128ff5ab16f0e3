/** Headers of FLV (Adobe, "Video File Format Specification 10.1"): onMetaData and first tags. */
import { isAt, latin1, u16, u24, u32, u8 } from '../bytes.ts';
import { knownFacts, type TimedFacts } from '../timed-facts.ts';

const videoCodecs: Readonly<Record<number, string>> = {
  2: 'flv1',
  3: 'screen',
  4: 'vp6',
  5: 'vp6a',
  7: 'h264',
  12: 'hevc',
};
const audioCodecs: Readonly<Record<number, string>> = {
  0: 'pcm',
  1: 'adpcm',
  2: 'mp3',
  3: 'pcm',
  6: 'nellymoser',
  7: 'alaw',
  8: 'ulaw',
  10: 'aac',
  11: 'speex',
};
/** Tags that are looked at before the search ends. */
const tagLimit = 200;

/**
 * Facts of an FLV.
 *
 * @param head the first bytes, 64 kB say
 * @param tail the last bytes of the file, for the time of the last tag
 */
export function flvFacts(head: Uint8Array, tail: Uint8Array = new Uint8Array(0)): TimedFacts {
  if (!isAt(head, 0, 'FLV')) return {};
  let numbers: ReadonlyMap<string, number> = new Map();
  let video: string | undefined;
  let audio: number | undefined;
  let at = u32(head, 5) + 4;
  for (let tags = 0; tags < tagLimit && at + 11 < head.length; tags += 1) {
    const type = u8(head, at) & 0x1f;
    const size = u24(head, at + 1);
    const body = at + 11;
    if (type === 18) numbers = metaNumbers(head.subarray(body, body + size));
    else if (type === 9) video ??= videoCodecs[u8(head, body) & 15];
    else if (type === 8) audio ??= u8(head, body);
    if (video !== undefined && audio !== undefined && numbers.size > 0) break;
    at = body + size + 4;
  }
  const sound = audio === undefined ? undefined : audioCodecs[audio >> 4];
  const rates = [5500, 11025, 22050, 44100];
  const rate = audio === undefined ? undefined : rates[(audio >> 2) & 3];
  // AAC always claims 44 kHz and stereo in its tags: only onMetaData knows.
  const isAac = sound === 'aac';
  const stereo = numbers.get('stereo');
  const codec = video ?? videoCodecs[numbers.get('videocodecid') ?? -1];
  return knownFacts({
    width: numbers.get('width'),
    height: numbers.get('height'),
    duration_s: numbers.get('duration') ?? lastTime(tail),
    fps: numbers.get('framerate'),
    codec: codec ?? sound,
    audio_codec: codec === undefined ? undefined : sound,
    sample_rate_hz: numbers.get('audiosamplerate') ?? (isAac ? undefined : rate),
    channels:
      stereo !== undefined
        ? stereo + 1
        : audio === undefined || isAac
          ? undefined
          : (audio & 1) + 1,
  });
}

/** Numbers and booleans (as 0, 1) at the top of the AMF0 object that follows "onMetaData". */
function metaNumbers(data: Uint8Array): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  if (u8(data, 0) !== 2 || !isAt(data, 3, 'onMetaData')) return numbers;
  const kind = u8(data, 13);
  let at = kind === 8 ? 18 : kind === 3 ? 14 : data.length;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  while (at + 3 < data.length) {
    const length = u16(data, at);
    const name = latin1(data, at + 2, length);
    const type = u8(data, at + 2 + length);
    const value = at + 3 + length;
    if (type === 0 && value + 8 <= data.length) {
      numbers.set(name, view.getFloat64(value));
      at = value + 8;
    } else if (type === 1) {
      numbers.set(name, u8(data, value));
      at = value + 1;
    } else if (type === 2) at = value + 2 + u16(data, value);
    else if (type === 11) at = value + 10;
    else break;
  }
  return numbers;
}

/** Seconds of the last tag, found through the length that ends the file. */
function lastTime(tail: Uint8Array): number | undefined {
  const at = tail.length - 4 - u32(tail, tail.length - 4);
  if (!(at >= 0)) return undefined;
  const time = u24(tail, at + 4) + u8(tail, at + 7) * 0x1000000;
  return time / 1000;
}
