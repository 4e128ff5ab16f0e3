/** One frame of a film before and after denoising, for a look before the whole is queued. */
import { VideoSampleSink, type VideoSample } from 'mediabunny';

import { grainOf } from '#media/denoise/analyse.ts';
import { filmDenoiser, type GrainStrength } from '#media/denoise/film.ts';
import { openFrameFilter } from '#media/denoise/open-filter.ts';
import { openReadable } from '#media/timed/readable.ts';

import { closeFrame, openFrame } from './frames.ts';
import { measureGrain } from './grain.ts';

/** Frames before the one that is shown, from which its memory comes. Seconds. */
const runUp = 0.5;

async function pictureOf(sample: VideoSample): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(sample.displayWidth, sample.displayHeight);
  const context = canvas.getContext('2d');
  if (context) sample.draw(context, 0, 0);
  return canvas.transferToImageBitmap();
}

/** Decodes up to the frame at a time (seconds) and filters on the way, as the task would. */
export async function pairAt(file: Blob, at: number, how: GrainStrength, signal: AbortSignal) {
  const readable = await openReadable(file, 'video', {
    signal,
    seconds: null,
    part: { start: Math.max(0, at - runUp), end: at },
    onProgress: () => undefined,
    // Nobody asked for a download by looking at a frame.
    mayFetch: false,
  });
  if (!readable.ok) throw readable.failure;
  try {
    const video = await readable.value.input.getPrimaryVideoTrack();
    if (!video) throw { code: 'corrupt', what: 'This video', reason: 'it has no picture' };
    const grain = await measureGrain(video, await video.computeDuration());
    const { filter } = await openFrameFilter(
      await video.getCodedWidth(),
      await video.getCodedHeight(),
    );
    const film = filmDenoiser(filter, grain.planes, how);
    const first = await video.getFirstTimestamp();
    const end = Math.max(first, at);
    let pair: { before: ImageBitmap; after: ImageBitmap; grain: number } | null = null;
    try {
      for await (const sample of new VideoSampleSink(video).samples(
        Math.max(first, end - runUp),
        end + 1e-3,
      )) {
        try {
          signal.throwIfAborted();
          const opened = await openFrame(sample);
          const made = closeFrame(await film.next(opened.planes), opened, sample, true);
          const isLast = sample.timestamp + sample.duration > end || sample.duration === 0;
          if (isLast || !pair) {
            pair?.before.close();
            pair?.after.close();
            const [plane] = opened.planes;
            pair = {
              before: await pictureOf(sample),
              after: await pictureOf(made),
              grain: plane ? grainOf(plane) : 0,
            };
          }
          made.close();
        } finally {
          sample.close();
        }
      }
    } finally {
      film.close();
    }
    if (!pair)
      throw { code: 'corrupt', what: 'This video', reason: 'no frame of it can be decoded' };
    return { ...pair, nothing: grain.nothing };
  } finally {
    await readable.value.release();
  }
}
