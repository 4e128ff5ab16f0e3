/** Headers of AVI (Microsoft, "AVI RIFF File Reference"): avih, and strh with strf per stream. */
import { i32, isAt, latin1, u16, u32 } from '../bytes.ts';
import { riffChunks } from '../riff.ts';
import { knownFacts, type TimedFacts } from '../timed-facts.ts';
import { waveCodec } from '../wave-codecs.ts';

const videoCodecs: Readonly<Record<string, string>> = {
  h264: 'h264',
  x264: 'h264',
  avc1: 'h264',
  fmp4: 'mpeg4',
  xvid: 'mpeg4',
  divx: 'mpeg4',
  dx50: 'mpeg4',
  mp4v: 'mpeg4',
  mjpg: 'mjpeg',
  hevc: 'hevc',
  vp80: 'vp8',
  vp90: 'vp9',
};

/** Facts of an AVI; `head` needs the header list only, which is a few kilobytes. */
export function aviFacts(head: Uint8Array): TimedFacts {
  for (const chunk of riffChunks(head)) {
    if (chunk.type === 'LIST' && isAt(chunk.data, 0, 'hdrl')) return headerFacts(chunk.data);
  }
  return {};
}

function headerFacts(list: Uint8Array): TimedFacts {
  let facts: TimedFacts = {};
  for (const { type, data } of riffChunks(list, 4)) {
    if (type === 'avih') {
      const seconds = u32(data, 0, true) / 1e6;
      facts = knownFacts({
        width: u32(data, 32, true),
        height: u32(data, 36, true),
        duration_s: u32(data, 16, true) * seconds,
        fps: 1 / seconds,
      });
    } else if (type === 'LIST' && isAt(data, 0, 'strl')) {
      facts = { ...facts, ...streamFacts(data) };
    }
  }
  // Sound without a picture has its codec in the first place.
  const { codec, audio_codec: sound, ...rest } = facts;
  if (codec) return facts;
  return sound ? { ...rest, codec: sound } : facts;
}

function streamFacts(list: Uint8Array): TimedFacts {
  let header: Uint8Array = new Uint8Array(0);
  for (const { type, data } of riffChunks(list, 4)) {
    if (type === 'strh') header = data;
    if (type !== 'strf') continue;
    const rate = u32(header, 24, true) / u32(header, 20, true);
    if (isAt(header, 0, 'vids')) {
      const name = latin1(data, 16, 4).toLowerCase();
      return knownFacts({
        width: i32(data, 4, true),
        height: Math.abs(i32(data, 8, true)),
        fps: rate,
        duration_s: u32(header, 32, true) / rate,
        codec: videoCodecs[name] ?? (/^[\w ]{4}$/.test(name) ? name.trim() : undefined),
      });
    }
    if (isAt(header, 0, 'auds')) {
      return knownFacts({
        audio_codec: waveCodec(data),
        channels: u16(data, 2, true),
        sample_rate_hz: u32(data, 4, true),
      });
    }
  }
  return {};
}
