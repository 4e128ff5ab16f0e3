import { printQuality } from '#domain/print.ts';
import { bytesText, numberText, percentText, pixelsText, workTimeText } from './format.ts';

/** What a trial told of its result, in words; keys are those of the tools' results. */
const told: Readonly<Record<string, (value: unknown) => string>> = {
  quality: (value) => `quality ${String(value)}`,
  dpi: (value) => {
    const dpi = Number(value);
    const said = { good: 'as prints want', soft: 'soft at arm’s length', poor: 'too few' };
    return `${dpi} dpi, ${said[printQuality(dpi, 300)]}`;
  },
  made_smaller: () => 'made smaller to fit',
  kept_size: () => 'kept its size: it is smaller than asked',
  transparency_lost: () => 'transparency laid on the ground',
  converted_from: (value) => `colours converted from ${String(value)}`,
  guessed: () => 'guessed from the border of the picture: a box or strokes make it surer',
  filled_smoothly: () => 'filled smoothly: there was too little around to take texture from',
  mask_stretched: () => 'the mask has another shape than the picture and was stretched',
  depth_reduced: (value) => `${String(value)} bits a channel became 8`,
  alpha_left_out: () => 'its transparency is left out',
  hdr_left_out: () => 'its high dynamic range is lost',
  mixed_down: (value) => `sound mixed from ${String(value)}`,
  colour: (value) => `colours ${String(value)}`,
  half_pictures_unseen: (value) =>
    `it may be interlaced and was left as it is, for the media engine could not look: ${String(value)}`,
  left_out: (value) => `left out: ${Array.isArray(value) ? value.join('; ') : String(value)}`,
  frames_left_out: (value) => `only its first frame of ${numberText(Number(value) + 1)}`,
  metadata_left_out: (value) =>
    `${Array.isArray(value) ? value.join(', ') : String(value)} left out: the format has no room`,
};

export const tryoutWords = {
  open: 'Try it first',
  close: 'Hide the trial',
  region: 'Trial',
  which: (name: string, at: number, of: number): string =>
    of > 1 ? `${name} (${numberText(at)} of the first ${numberText(of)})` : name,
  previous: 'Previous picture',
  next: 'Next picture',
  noMore: 'there is no other',
  working: 'Trying…',
  stop: 'Stop',
  again: 'Try again',
  stopped: 'Stopped. Nothing was stored.',
  film: 'A film is not tried here: queue it, and look at it when it is made.',
  notShown: 'This browser cannot show the result here; it was made all the same.',
  before: 'Before',
  after: 'After',
  split: 'How much of the result is shown',
  sizes: (before: number | null, after: number): string =>
    before
      ? `${bytesText(before)} → ${bytesText(after)} (${percentText(after / before)})`
      : bytesText(after),
  pixels: pixelsText,
  took: (milliseconds: number): string => `took ${workTimeText(milliseconds)}`,
  told: (result: Readonly<Record<string, unknown>>): readonly string[] =>
    Object.entries(result).flatMap(([key, value]) => told[key]?.(value) ?? []),
  frames: (name: string, more: number): string =>
    `${more > 0 ? `${name} and ${numberText(more)} more move` : `${name} moves`}. Only Convert to MP4 or WebM keeps the movement; all else that is made here is a still picture of the first frame. The original stays as it is.`,
  depth: (name: string, more: number): string =>
    `${more > 0 ? `${name} and ${numberText(more)} more have` : `${name} has`} more than 8 bits a channel. What is made here has 8; the original stays as it is.`,
  engine: (name: string): string =>
    `This browser does not read ${name}. The media engine does: FFmpeg, an optional program under the GPL, 32 MB, fetched once when you start this, and kept.`,
  engineOffline: (name: string): string =>
    `This browser does not read ${name}. The media engine does, but it is not on this device and there is no network: connect once, or this fails and nothing is lost.`,
  interlaced: (name: string): string =>
    `${name} may be interlaced. Only the media engine can tell, and make whole pictures of half ones: FFmpeg, an optional program under the GPL, 32 MB, fetched once when you start this, and kept.`,
  interlacedOffline: (name: string): string =>
    `${name} may be interlaced. Only the media engine makes whole pictures of half ones, but it is not on this device and there is no network: an interlaced film is converted with its combs, and the task says so.`,
};
