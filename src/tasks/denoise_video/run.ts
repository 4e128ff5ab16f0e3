/** Denoises one film: frame by frame through the filter, every other track copied. */
import { VideoSampleSource, type Input, type InputVideoTrack } from 'mediabunny';

import { fail, ok, type Result } from '#domain/result.ts';
import { besideInMatroska } from '#formats/matroska/beside.ts';
import { mimeOf } from '#formats/media-formats.ts';
import { filmDenoiser } from '#media/denoise/film.ts';
import { openFrameFilter } from '#media/denoise/open-filter.ts';
import { blobTarget } from '#media/timed/blob-target.ts';
import { containerOf } from '#media/timed/containers.ts';
import { pumpAll, wordsOf, type Pump } from '#media/timed/pumps.ts';
import { openReadable, type Readable } from '#media/timed/readable.ts';
import { tagsFor } from '#media/timed/tags.ts';
import { openOutput } from '#media/timed/output.ts';

import type { Run, TaskContext } from '../context.ts';
import { asCorrupt, asDecoded } from '../denoise_audio/open.ts';

import { bitrateFor, videoCodecFor } from './encoder.ts';
import { measureGrain, type Grain } from './grain.ts';
import { resultFormat, type DenoiseVideoParams } from './task.ts';
import { framePump, soundAgain } from './tracks.ts';

export const run: Run<DenoiseVideoParams> = async (params, context) => {
  let readable: Readable | null = null;
  try {
    const { source, signal } = context;
    if (!source?.blob) return fail({ code: 'not_found', what: 'video' });
    const file = await context.openBlob(source.blob);
    const beside = await besideInMatroska(file);
    const opened = await openReadable(file, 'video', {
      signal,
      seconds: source.duration_s,
      onProgress: (fraction, note) => context.progress(fraction * throughEngine, note),
    });
    if (!opened.ok) return opened;
    readable = opened.value;
    const { pixels } = readable;
    if (pixels?.hasAlpha || pixels?.isHdr) {
      const what = pixels.isHdr ? 'high dynamic range' : 'transparency';
      const reason = `its ${what} would be lost`;
      return fail({ code: 'unsupported', what: 'This video', reason });
    }
    const looked = await look(readable.input).catch((thrown: unknown): Result<never> =>
      fail(signal.aborted ? { code: 'cancelled' } : asCorrupt(thrown, 'This video')),
    );
    if (!looked.ok) return looked;
    const from = readable.isThroughEngine ? throughEngine : 0;
    const progress: TaskContext['progress'] = (fraction, note) =>
      context.progress(from + (1 - from) * fraction, note);
    return await filmed({ readable, beside, params, ...looked.value }, { ...context, progress });
  } catch (thrown) {
    if (context.signal.aborted) return fail({ code: 'cancelled' });
    return fail(asDecoded(thrown, 'This video'));
  } finally {
    await readable?.release();
  }
};

/** Share of the progress that the media engine takes, where it has to read the film first. */
const throughEngine = 0.3;

/** Looks at a film before the first frame is filtered. */
async function look(input: Input): Promise<Result<Pick<Film, 'video' | 'seconds' | 'grain'>>> {
  const video = (await input.canRead()) ? await input.getPrimaryVideoTrack() : null;
  const refusal = await refusalOf(video);
  if (refusal || !video) return refusal ?? fail({ code: 'not_found', what: 'video' });
  const seconds = await video.computeDuration();
  const grain = await measureGrain(video, seconds);
  if (grain.planes.length === 0) {
    return fail({ code: 'corrupt', what: 'This video', reason: 'no frame of it can be decoded' });
  }
  if (grain.nothing !== null) return fail({ code: 'nothing_to_do', reason: grain.nothing });
  return ok({ video, seconds, grain });
}

async function refusalOf(video: InputVideoTrack | null): Promise<Result<never> | null> {
  const what = 'This video';
  if (!video)
    return fail({
      code: 'corrupt',
      what: 'This video',
      reason: 'it has no picture that can be read',
    });
  if (!(await video.canDecode())) {
    const codec = (await video.getCodec()) ?? 'its picture';
    return fail({ code: 'unsupported', what, reason: `this browser does not decode ${codec}` });
  }
  if (await video.hasHighDynamicRange()) {
    return fail({ code: 'unsupported', what, reason: 'its high dynamic range would be lost' });
  }
  return null;
}

interface Film {
  readonly readable: Readable;
  /** What the file holds beside picture and sound, in words; no muxer here takes it over. */
  readonly beside: readonly string[];
  readonly video: InputVideoTrack;
  readonly seconds: number;
  readonly grain: Grain;
  readonly params: DenoiseVideoParams;
}

async function filmed(film: Film, context: TaskContext): ReturnType<typeof run> {
  const { readable, beside, video, seconds, grain, params } = film;
  const { input } = readable;
  const { signal } = context;
  const format = resultFormat(context.source?.format ?? null);
  const container = containerOf(format);
  const [width, height] = [await video.getSquarePixelWidth(), await video.getSquarePixelHeight()];
  const own = await video.getCodec();
  const coded = [await video.getCodedWidth(), await video.getCodedHeight()] as const;
  const codec = own && (await videoCodecFor(own, container, ...coded));
  if (!codec) {
    const reason = `this browser encodes no video of ${width} × ${height} for ${format.toUpperCase()}`;
    return fail({ code: 'unsupported', what: 'This video', reason });
  }
  const { averagePacketRate: fps, averageBitrate } = await video.computePacketStats(240);
  const filter = await openFrameFilter(coded[0], coded[1]);
  const writer = await context.createBlob();
  const denoiser = filmDenoiser(filter.filter, grain.planes, {
    strength: params.strength,
    overTime: params.over_time,
  });
  try {
    const output = openOutput({ format: container, target: blobTarget(writer) });
    output.setMetadataTags(await tagsFor(input, container));
    const state = { frames: 0, isReduced: (readable.pixels?.bits ?? 8) > 8 };
    const leftOut = [...beside];
    const pumps: Pump[] = [];
    for (const track of await input.getTracks()) {
      if (track.id === video.id) {
        const target = new VideoSampleSource({
          codec,
          quality: bitrateFor(...coded, fps, averageBitrate),
        });
        output.addVideoTrack(target, {
          ...(await wordsOf(video)),
          rotation: await video.getRotation(),
          flip: await video.getFlip(),
        });
        pumps.push(framePump(video, target, denoiser, state));
        continue;
      }
      const pump = await soundAgain(track, readable, format, output, signal);
      if (pump) pumps.push(pump);
      else leftOut.push(`${track.type} track ${track.number}`);
    }
    const began = context.now();
    try {
      await output.start();
      await pumpAll(pumps, signal, (at) => {
        const pace = (state.frames * 1000) / Math.max(1, context.now() - began);
        context.progress(
          Math.min(1, at / Math.max(0.1, seconds)),
          `${pace.toFixed(1)} frames a second, ${filter.where}`,
        );
      });
      signal.throwIfAborted();
      await output.finalize();
    } catch (thrown) {
      await output.cancel().catch(() => undefined);
      throw thrown;
    }
    const took = (context.now() - began) / 1000;
    const stored = await writer.close();
    const facts = {
      mime: mimeOf(format, 'video'),
      format,
      width: await video.getDisplayWidth(),
      height: await video.getDisplayHeight(),
      duration_s: seconds,
      codec: codec === 'avc' ? 'h264' : codec,
      metadata: {},
    };
    return ok({
      file: { ...stored, facts },
      generation: { provider: 'inkreel', model: 'denoise video 1', params },
      result: {
        frames: state.frames,
        grain: Math.round((grain.planes[0] ?? 0) * 10) / 10,
        frames_per_second: Math.round((state.frames / Math.max(0.001, took)) * 10) / 10,
        where: filter.where,
        ...(state.isReduced ? { colour: 'reduced to 8 bits' } : {}),
        ...(leftOut.length > 0 ? { left_out: leftOut } : {}),
        ...(readable.isThroughEngine ? { read_by: 'media engine' } : {}),
      },
    });
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  } finally {
    denoiser.close();
  }
}
