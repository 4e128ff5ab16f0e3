/**
 * Decides, from facts alone, what of a join is copied packet by packet and what is made again, and
 * where on the time line each part lies.
 */
import type { MediaFormat } from '#formats/media-formats.ts';

import type { PartFacts, PictureFacts, SoundFacts } from './part.ts';

/** How one track of the result is made. `reasons` is empty where its packets are copied. */
export interface TrackPlan {
  readonly way: 'copied' | 'made again';
  /** Why it is made again, each a sentence without its full stop. */
  readonly reasons: readonly string[];
}

export interface PicturePlan extends TrackPlan {
  readonly width: number;
  readonly height: number;
  /** Whether frames are drawn anew: sizes, turns or colours differ. */
  readonly isDrawn: boolean;
}

export interface SoundPlan extends TrackPlan {
  readonly rate: number;
  readonly channels: number;
  /** Made again, but of samples that are kept as they are. */
  readonly isLossless: boolean;
}

export interface JoinPlan {
  readonly format: MediaFormat;
  readonly picture: PicturePlan | null;
  readonly sound: SoundPlan | null;
  /** Seconds at which each part begins, and at which the last one ends. */
  readonly starts: readonly number[];
}

export interface JoinWish {
  /** Format of the first part. */
  readonly format: string | null;
  readonly isFilm: boolean;
  /** Seconds over which one sound fades into the next; sounds only. */
  readonly fade: number;
  /** Whether sounds meet to the sample, and are made again for it. */
  readonly isSeamless?: boolean;
}

/** The container of a joined film: that of the first where it can be written. */
export const filmFormat = (format: string | null): MediaFormat =>
  format === 'webm' || format === 'mkv' || format === 'mov' ? format : 'mp4';

/** Sound that goes on longer than the picture by this (seconds) keeps the last frame standing. */
const overhang = 0.1;

export function planJoin(parts: readonly PartFacts[], wish: JoinWish): JoinPlan {
  const format = wish.isFilm ? filmFormat(wish.format) : soundFormat(wish.format);
  const lengths = parts.map((part) => lengthOf(part, wish.isFilm));
  const picture = wish.isFilm ? picturePlan(parts, format) : null;
  const grid = onPackets(parts, lengths, wish);
  const sound = soundPlanOf(parts, format, wish, typeof grid === 'string' ? grid : null);
  const isGrid = sound?.way === 'copied' && typeof grid !== 'string';
  return { format, picture, sound, starts: isGrid ? grid : evenly(lengths, wish.fade) };
}

/** Seconds that a part takes. */
export function lengthOf({ picture, sound }: PartFacts, isFilm: boolean): number {
  const heard = sound ? Math.max(0, sound.sounds) : 0;
  if (!isFilm || !picture) return heard;
  return heard > picture.ends + overhang ? heard : picture.ends;
}

/** One behind the other, each but the first pulled forward by the fade. */
function evenly(lengths: readonly number[], fade: number): readonly number[] {
  const starts = [0];
  let at = 0;
  lengths.forEach((length, index) => {
    at += length - (index < lengths.length - 1 ? fade : 0);
    starts.push(at);
  });
  return starts;
}

const firstWith = <Facts>(
  parts: readonly PartFacts[],
  of: (part: PartFacts) => Facts | null,
): Facts | null => parts.map(of).find((facts) => facts !== null) ?? null;

function picturePlan(parts: readonly PartFacts[], format: MediaFormat): PicturePlan | null {
  const first = firstWith(parts, ({ picture }) => picture);
  if (!first) return null;
  const reasons: string[] = [];
  for (const part of parts) {
    const reason = pictureReason(part, first, format);
    if (reason) reasons.push(reason);
  }
  const seen = parts.flatMap(({ picture }) => (picture ? [picture] : []));
  const [width, height] =
    reasons.length === 0 ? [first.width, first.height] : [even(first.width), even(first.height)];
  return {
    way: reasons.length === 0 ? 'copied' : 'made again',
    reasons,
    width,
    height,
    isDrawn: seen.some(
      (one) =>
        one.width !== width || one.height !== height || !one.isPlain || one.colour !== first.colour,
    ),
  };
}

/** Encoders of films want even sides. */
const even = (value: number): number => Math.max(2, Math.round(value / 2) * 2);

const webmPictures = ['vp8', 'vp9', 'av1'];
const mp4Pictures = ['avc', 'hevc', 'vp9', 'av1'];

function pictureReason(part: PartFacts, first: PictureFacts, format: MediaFormat): string | null {
  const { picture, isThroughEngine } = part;
  const name = `“${part.name}”`;
  if (isThroughEngine) return `${name} is read by the media engine first`;
  if (!picture) return `${name} has no picture`;
  if (picture.codec !== first.codec) {
    return `${name} is ${codecName(picture.codec)}, the first is ${codecName(first.codec)}`;
  }
  if (picture.width !== first.width || picture.height !== first.height) {
    return `${name} has ${picture.width} × ${picture.height} pixels, the first ${first.width} × ${first.height}`;
  }
  if (picture.turn !== first.turn) return `${name} is turned otherwise than the first`;
  if (picture.colour !== first.colour) return `${name} has its colours stored in another way`;
  if (picture.setup !== first.setup) return `${name} was encoded with other settings`;
  if (picture.begins < -picture.frame / 2) return `${name} has frames before its beginning`;
  const held = format === 'webm' ? webmPictures : format === 'mkv' ? null : mp4Pictures;
  if (held && !held.includes(picture.codec)) {
    return `${format.toUpperCase()} holds no ${codecName(picture.codec)}`;
  }
  return null;
}

/**
 * Codecs whose packets follow each other without a setting in between. Not Opus: its packets say how
 * much louder they are than the one before, and after those of another file they are far too loud.
 */
const copied = ['aac', 'mp3', 'ac3', 'eac3'];
const isPlainSound = (codec: string): boolean => codec === 'flac' || codec.startsWith('pcm-');

/** The container of joined sounds: what holds the packets of the first. */
function soundFormat(format: string | null): MediaFormat {
  if (format === 'mp3' || format === 'ogg' || format === 'webm' || format === 'mkv') return format;
  if (format === 'flac' || format === 'wav') return format;
  return 'm4a';
}

function heldSounds(format: MediaFormat): readonly string[] {
  if (format === 'mp3') return ['mp3'];
  if (format === 'ogg' || format === 'webm') return [];
  return copied;
}

function soundPlanOf(
  parts: readonly PartFacts[],
  format: MediaFormat,
  { fade, isSeamless = false }: JoinWish,
  offGrid: string | null,
): SoundPlan | null {
  const first = firstWith(parts, ({ sound }) => sound);
  if (!first) return null;
  const heard = parts.flatMap(({ sound }) => (sound ? [sound] : []));
  const most = Math.max(...heard.map(({ channels }) => channels));
  const channels = heard.every((one) => one.channels === first.channels)
    ? first.channels
    : Math.min(2, most);
  const { rate } = first;
  const isSame = heard.every((one) => one.rate === rate && one.channels === channels);
  const isLossless = isSame && fade === 0 && heard.every(({ codec }) => isPlainSound(codec));
  const reasons: string[] = [];
  for (const part of parts) {
    const reason = soundReason(part, first, format);
    if (reason) reasons.push(reason);
  }
  if (fade > 0) reasons.unshift('one fades into the next');
  else if (isSeamless && reasons.length === 0 && !isPlainSound(first.codec)) {
    reasons.push('seams to the sample were asked for');
  }
  if (reasons.length === 0 && offGrid && !isPlainSound(first.codec)) reasons.push(offGrid);
  const isCopied = reasons.length === 0 && !isPlainSound(first.codec);
  return {
    way: isCopied ? 'copied' : 'made again',
    reasons,
    rate,
    channels,
    isLossless: !isCopied && isLossless,
  };
}

function soundReason(part: PartFacts, first: SoundFacts, format: MediaFormat): string | null {
  const { sound, isThroughEngine } = part;
  const name = `“${part.name}”`;
  if (isThroughEngine) return `${name} is read by the media engine first`;
  if (!sound) return `${name} has no sound`;
  if (sound.codec !== first.codec) {
    return `the sound of ${name} is ${codecName(sound.codec)}, that of the first ${codecName(first.codec)}`;
  }
  if (sound.rate !== first.rate) {
    return `the sound of ${name} has ${sound.rate} Hz, that of the first ${first.rate}`;
  }
  if (sound.channels !== first.channels) {
    return `the sound of ${name} has ${sound.channels} channels, that of the first ${first.channels}`;
  }
  if (isPlainSound(sound.codec)) return null;
  if (sound.setup !== first.setup) return `the sound of ${name} was encoded with other settings`;
  if (!copied.includes(sound.codec) || sound.packet === 0) {
    return `packets of ${codecName(sound.codec)} cannot follow those of another file`;
  }
  if (!heldSounds(format).includes(sound.codec)) {
    return `${format.toUpperCase()} holds no ${codecName(sound.codec)}`;
  }
  return null;
}

/** Slack of sums of floating-point seconds. */
const slack = 1e-6;

/** Packets of a part that stand before its time 0 and are not needed to decode what stands there. */
export const packetsBefore = ({ begins, packet }: SoundFacts): number =>
  Math.max(0, Math.floor(-begins / packet + slack) - 1);

/**
 * Where parts begin whose sound is copied. Packets of sound stand in one unbroken row, so that a
 * part begins where one of the part before ends: the picture waits for the sound, or goes on before
 * it, by half a packet at most (11 ms for AAC), and this does not add up over the seams. Within each
 * part sound and picture lie to each other exactly as they lay. The last packet of a part that only
 * flushed its encoder gives way to the first of the next, which only warms the decoder up.
 *
 * @returns the starts, or why packets cannot be laid out so
 */
export function onPackets(
  parts: readonly PartFacts[],
  lengths: readonly number[],
  { isFilm }: Pick<JoinWish, 'isFilm'>,
): readonly number[] | string {
  const starts = [0];
  let ideal = 0;
  for (let at = 1; at < parts.length; at += 1) {
    const [before, part] = [parts[at - 1], parts[at]];
    const begin = starts[at - 1] ?? 0;
    ideal += lengths[at - 1] ?? 0;
    const [one, next] = [before?.sound, part?.sound];
    if (!before || !part || !one || !next || one.packet === 0) return 'not every part has a sound';
    if (next.begins > next.packet / 2)
      return `the sound of “${part.name}” begins after its picture`;
    const there = Math.ceil((one.ends - one.begins) / one.packet - slack);
    const kept = next.begins + packetsBefore(next) * next.packet;
    const count = Math.round((ideal + kept - begin - one.begins) / one.packet);
    if (count > there) {
      const short = ((lengths[at - 1] ?? 0) - one.ends).toFixed(2);
      return `the sound of “${before.name}” ends ${short} s before its picture`;
    }
    const start = begin + one.begins + count * one.packet - kept;
    if (
      isFilm &&
      before.picture &&
      start < begin + before.picture.ends - before.picture.frame / 2
    ) {
      return `the frames of “${before.name}” are shorter than packets of its sound`;
    }
    starts.push(start);
  }
  return [...starts, (starts.at(-1) ?? 0) + (lengths.at(-1) ?? 0)];
}

/** How many packets of a part are copied: up to where those of the next begin. */
export function packetsOf(facts: SoundFacts, start: number, next: SoundFacts | null, at: number) {
  if (!next) return Infinity;
  const kept = at + next.begins + packetsBefore(next) * next.packet;
  return Math.round((kept - start - facts.begins) / facts.packet);
}

const names: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'HEVC',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  aac: 'AAC',
  mp3: 'MP3',
  opus: 'Opus',
  vorbis: 'Vorbis',
  flac: 'FLAC',
};
const codecName = (codec: string): string => names[codec] ?? codec;
