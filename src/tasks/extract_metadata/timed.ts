/** Facts of sound and video, with peaks or a poster. */
import type { MediaKind } from '#domain/asset.ts';
import type { MediaFormat } from '#formats/media-formats.ts';
import { thumbnailOfCanvas, thumbnailSide } from '#media/image/thumbnail.ts';
import { openTimed, type OpenTimed } from '#media/timed/facts.ts';
import { peaksOf } from '#media/timed/peaks.ts';
import { posterOf } from '#media/timed/poster.ts';

import type { Reading } from './reading.ts';

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
  signal: AbortSignal,
): Promise<Reading> {
  const wanted = expected[kind === 'video' ? 'video' : 'audio'];
  let opened: OpenTimed;
  try {
    opened = await openTimed(file, format, kind === 'video');
  } catch (thrown) {
    const reason = messageOf(thrown);
    const unread = Object.fromEntries([...wanted, 'preview'].map((fact) => [fact, reason]));
    return { facts: {}, metadata: {}, unread };
  }
  try {
    const { audio_codec: audioCodec, ...facts } = opened.facts;
    const unread: Record<string, string> = {};
    for (const fact of wanted) {
      if (facts[fact] === undefined) unread[fact] = `the ${format} headers do not say it`;
    }
    const preview = await previewOf(opened, kind, signal).catch((thrown: unknown) => {
      signal.throwIfAborted();
      return { reason: messageOf(thrown) };
    });
    const { reason, ...shown } = { reason: undefined, ...preview };
    if (reason !== undefined) unread[kind === 'video' ? 'thumbnail' : 'peaks'] = reason;
    const seconds = facts.duration_s;
    return {
      facts: {
        ...facts,
        ...(seconds === undefined ? {} : { bitrate: Math.round((file.size * 8) / seconds) }),
      },
      metadata: audioCodec === undefined ? {} : { audio_codec: audioCodec },
      unread,
      ...shown,
    };
  } finally {
    opened.dispose();
  }
}

type Preview = Pick<Reading, 'picture' | 'peaks'> & { readonly reason?: string };

async function previewOf(
  { video, audio, facts }: OpenTimed,
  kind: MediaKind,
  signal: AbortSignal,
): Promise<Preview> {
  const seconds = facts.duration_s;
  const track = kind === 'video' ? video : audio;
  if (!track) return { reason: 'this browser does not read this kind of file' };
  if (seconds === undefined) return { reason: 'its length is not known' };
  if (!(await track.canDecode())) {
    return { reason: `this browser does not decode ${facts.codec ?? 'it'}` };
  }
  if (kind === 'audio' && audio) return { peaks: await peaksOf(audio, seconds, signal) };
  const poster = video && (await posterOf(video, seconds, thumbnailSide));
  return poster
    ? { picture: await thumbnailOfCanvas(poster, false) }
    : { reason: 'it has no frame' };
}
