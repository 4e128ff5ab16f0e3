/**
 * Facts of sound and video, with peaks, or a poster and a strip of scenes. The browser's own
 * codecs first; the media engine for what is left, if it is here or may be fetched.
 */
import type { MediaKind } from '#domain/asset.ts';
import { foundInCredentials } from '#formats/generation/read.ts';
import { generationOf } from '#formats/generation/values.ts';
import type { MediaFormat } from '#formats/media-formats.ts';
import { isEngineHere } from '#media/ffmpeg/engine.ts';
import { thumbnailOfCanvas, thumbnailSide } from '#media/image/thumbnail.ts';
import { openTimed, type OpenTimed } from '#media/timed/facts.ts';
import { peaksOf } from '#media/timed/peaks.ts';
import { posterOf } from '#media/timed/poster.ts';
import { stripOf } from '#media/timed/strip.ts';

import { credentialsOf } from './credentials.ts';
import { readThroughEngine } from './engine.ts';
import {
  packedStrip,
  type OwnReading,
  type Reading,
  type TimedPreview,
  type TimedUse,
} from './reading.ts';

const expected = {
  video: ['width', 'height', 'duration_s', 'fps', 'codec'],
  audio: ['duration_s', 'codec', 'sample_rate_hz', 'channels'],
} as const;

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : 'it could not be read';

export async function readTimed(
  file: Blob,
  format: MediaFormat,
  kind: MediaKind,
  use: TimedUse,
): Promise<Reading> {
  const shape = kind === 'video' ? 'video' : 'audio';
  const own = await readHere(file, format, shape, use.signal);
  const isWhole = own.preview !== null && expected[shape].every((fact) => fact in own.facts);
  const through = isWhole ? null : await engineReading(file, format, shape, own, use);
  const engine = through !== null && 'facts' in through ? through : null;

  const facts = { ...own.facts, ...engine?.facts };
  // Names stay as everyone says them; ffprobe's are longer ("pcm_s16le").
  const codec = own.facts.codec ?? engine?.facts.codec;
  const { audio_codec: _sound, codec: _codec, ...figures } = facts;
  const sound = own.facts.audio_codec ?? engine?.facts.audio_codec;
  const preview = own.preview ?? engine?.preview ?? null;
  const unread: Record<string, string> = {};
  for (const fact of expected[shape]) {
    if (facts[fact] === undefined) {
      unread[fact] = own.damage ?? `the ${format} headers do not say it`;
    }
  }
  if (preview === null) {
    const reason = (through !== null && 'reason' in through && through.reason) || own.reason;
    unread[shape === 'video' ? 'thumbnail' : 'peaks'] = reason;
  }
  const seconds = facts.duration_s;
  const credentials = await credentialsOf(file, format, use);
  const found = foundInCredentials(credentials);
  const generation = found && generationOf(found);
  return {
    facts: {
      ...figures,
      ...(codec === undefined ? {} : { codec }),
      ...(seconds === undefined ? {} : { bitrate: Math.round((file.size * 8) / seconds) }),
    },
    metadata: {
      ...(sound === undefined ? {} : { audio_codec: sound }),
      ...(own.isVariable ? { variable_frame_rate: true } : {}),
      ...(own.hasFields ? { half_pictures: true } : {}),
      ...(preview?.scenes ? { scenes: preview.scenes } : {}),
      ...(credentials === undefined ? {} : { content_credentials: credentials }),
    },
    unread,
    ...(credentials?.ai === true && { claims: { ai: true, ...(generation && { generation }) } }),
    ...(preview?.picture && { picture: preview.picture }),
    ...(preview?.peaks && { peaks: preview.peaks }),
    ...(preview?.strip && { strip: preview.strip }),
  };
}

async function readHere(
  file: Blob,
  format: MediaFormat,
  kind: 'video' | 'audio',
  signal: AbortSignal,
): Promise<OwnReading> {
  let opened: OpenTimed;
  try {
    opened = await openTimed(file, format, kind === 'video');
  } catch (thrown) {
    const damage = messageOf(thrown);
    return { facts: {}, isVariable: false, preview: null, reason: damage, damage };
  }
  try {
    const { facts, isVariable, hasFields = false } = opened;
    const made = await previewOf(opened, kind, signal).catch((thrown: unknown) => {
      signal.throwIfAborted();
      return messageOf(thrown);
    });
    const isMade = typeof made !== 'string';
    const result = { facts, isVariable, hasFields, damage: null };
    return { ...result, preview: isMade ? made : null, reason: isMade ? '' : made };
  } finally {
    opened.dispose();
  }
}

/** The preview, or the reason why there is none. */
async function previewOf(
  { video, audio, facts }: OpenTimed,
  kind: 'video' | 'audio',
  signal: AbortSignal,
): Promise<TimedPreview | string> {
  const seconds = facts.duration_s;
  const track = kind === 'video' ? video : audio;
  if (!track) return 'this browser does not read this kind of file';
  if (seconds === undefined) return 'its length is not known';
  if (!(await track.canDecode())) return `this browser does not decode ${facts.codec ?? 'it'}`;
  if (kind === 'audio' && audio) return { peaks: await peaksOf(audio, seconds, signal) };
  const poster = video && (await posterOf(video, seconds, thumbnailSide));
  if (!poster) return 'it has no frame';
  const picture = await thumbnailOfCanvas(poster, false);
  // A poster is worth keeping though a later part of the film is damaged.
  const strip = await stripOf(video, seconds, signal).catch(() => null);
  signal.throwIfAborted();
  return { picture, ...(strip && (await packedStrip(strip))) };
}

/** Through the engine; the reason when there is none, it may not be fetched, or it failed too. */
async function engineReading(
  file: Blob,
  format: MediaFormat,
  kind: 'video' | 'audio',
  own: OwnReading,
  use: TimedUse,
): ReturnType<typeof readThroughEngine> {
  if (use.fetch || (await isEngineHere())) return readThroughEngine(file, format, kind, own, use);
  return { reason: own.damage ?? `needs_engine: ${own.reason}` };
}
