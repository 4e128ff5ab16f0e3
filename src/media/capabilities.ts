/**
 * What this browser can do with media, found out once a thread by trying, as data: menus show
 * what works and say why the rest does not. Nothing is loaded for the answer.
 */
import {
  canDecodeAudio,
  canDecodeVideo,
  canEncodeAudio,
  canEncodeVideo,
  type AudioCodec,
  type VideoCodec,
} from 'mediabunny';

import { hasOwnEncoder } from './timed/encoders.ts';

/** A no says why, in words that end a sentence. */
export type Ability = { readonly can: true } | { readonly can: false; readonly reason: string };

export const videoCodecs = ['avc', 'hevc', 'vp8', 'vp9', 'av1'] as const satisfies VideoCodec[];
export const audioCodecs = [
  'aac',
  'mp3',
  'opus',
  'vorbis',
  'flac',
  'ac3',
  'pcm-s16',
] as const satisfies AudioCodec[];
export const canvasFormats = ['png', 'jpeg', 'webp', 'avif', 'gif'] as const;

export type ProbedVideo = (typeof videoCodecs)[number];
export type ProbedAudio = (typeof audioCodecs)[number];
export type CanvasFormat = (typeof canvasFormats)[number];

export interface MediaCapabilities {
  readonly decodeVideo: Readonly<Record<ProbedVideo, Ability>>;
  readonly decodeAudio: Readonly<Record<ProbedAudio, Ability>>;
  readonly encodeVideo: Readonly<Record<ProbedVideo, Ability>>;
  /** With the encoders that we bring (`timed/encoders.ts`). */
  readonly encodeAudio: Readonly<Record<ProbedAudio, Ability>>;
  /** What a canvas really encodes: a format that is not known becomes a PNG without a word. */
  readonly canvas: Readonly<Record<CanvasFormat, Ability>>;
  /** A real graphics adapter, none drawn by the processor. */
  readonly webgpu: Ability;
}

/** The frame and the sound that are asked about: what most films have. */
const frame = { width: 1280, height: 720 } as const;
const sound = { numberOfChannels: 2, sampleRate: 48_000 } as const;

const yes: Ability = { can: true };
const no = (reason: string): Ability => ({ can: false, reason });

let found: Promise<MediaCapabilities> | null = null;

/** The abilities of this thread's browser; tried out once, then remembered. */
export const mediaCapabilities = (): Promise<MediaCapabilities> => (found ??= probe());

async function probe(): Promise<MediaCapabilities> {
  const [decodeVideo, decodeAudio, encodeVideo, encodeAudio, canvas, webgpu] = await Promise.all([
    each(videoCodecs, (codec) => reads(codec, canDecodeVideo(codec))),
    each(audioCodecs, (codec) => reads(codec, canDecodeAudio(codec, sound))),
    each(videoCodecs, (codec) => writes(codec, canEncodeVideo(codec, frame))),
    each(audioCodecs, async (codec) =>
      hasOwnEncoder(codec) ? yes : writes(codec, canEncodeAudio(codec, sound)),
    ),
    each(canvasFormats, drawn),
    adapter(),
  ]);
  return { decodeVideo, decodeAudio, encodeVideo, encodeAudio, canvas, webgpu };
}

const reads = async (codec: string, asked: Promise<boolean>): Promise<Ability> =>
  (await asked.catch(() => false)) ? yes : no(`this browser does not decode ${nameOf(codec)}`);

const writes = async (codec: string, asked: Promise<boolean>): Promise<Ability> =>
  (await asked.catch(() => false)) ? yes : no(`this browser does not encode ${nameOf(codec)}`);

async function drawn(format: CanvasFormat): Promise<Ability> {
  const type = `image/${format}`;
  try {
    const canvas = new OffscreenCanvas(8, 8);
    canvas.getContext('2d')?.fillRect(0, 0, 8, 8);
    const blob = await canvas.convertToBlob({ type });
    return blob.type === type
      ? yes
      : no(`this browser does not write ${format.toUpperCase()} pictures`);
  } catch {
    return no('this browser draws no pictures outside of a page');
  }
}

/** The part of WebGPU that is asked; the DOM types of this project do not know it. */
interface Gpu {
  requestAdapter(): Promise<{
    readonly info?: { readonly vendor?: string; readonly isFallbackAdapter?: boolean };
  } | null>;
}

async function adapter(): Promise<Ability> {
  const { gpu } = navigator as { gpu?: Gpu };
  if (!gpu) return no('this browser has no WebGPU');
  const given = await gpu.requestAdapter().catch(() => null);
  if (!given) return no('no graphics card is given to this browser');
  const isReal = given.info?.isFallbackAdapter !== true && given.info?.vendor !== 'google';
  return isReal ? yes : no('the graphics card is only imitated here');
}

const names: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'HEVC (H.265)',
  av1: 'AV1',
  vp8: 'VP8',
  vp9: 'VP9',
  ac3: 'AC-3',
};
const nameOf = (codec: string): string => names[codec] ?? codec.toUpperCase();

async function each<Name extends string>(
  list: readonly Name[],
  ability: (name: Name) => Promise<Ability>,
): Promise<Readonly<Record<Name, Ability>>> {
  const entries = await Promise.all(list.map(async (name) => [name, await ability(name)] as const));
  // The border: every name of the list is in it.
  return Object.fromEntries(entries) as Record<Name, Ability>;
}
