/** Facts of a file as ffprobe reads them, for what neither mediabunny nor our own readers can. */
import * as z from 'zod/mini';

import { fail, ok, type Result } from '#domain/result.ts';
import { knownFacts, type TimedFacts } from '#formats/timed-facts.ts';

import { runFfmpeg, type FfmpegJob } from './run.ts';

/** How a reader may use the engine: who may stop it, and whether it may be fetched. */
export type EngineUse = Pick<FfmpegJob, 'signal' | 'engine'>;

/** Longest time of a probe in ms; a header that takes longer is no header. */
const longest = 60_000;

const text = z.optional(z.string());
const number = z.optional(z.number());
const answer = z.object({
  streams: z.optional(
    z.array(
      z.object({
        codec_type: text,
        codec_name: text,
        width: number,
        height: number,
        sample_aspect_ratio: text,
        avg_frame_rate: text,
        duration: text,
        sample_rate: text,
        channels: number,
        disposition: z.optional(z.object({ attached_pic: number })),
        side_data_list: z.optional(z.array(z.object({ rotation: number }))),
      }),
    ),
  ),
  format: z.optional(z.object({ duration: text })),
});

/** What is asked for, and no more: tags may be so long that the answer would not come whole. */
const entries = [
  'stream=codec_type,codec_name,width,height,sample_aspect_ratio,avg_frame_rate,duration,sample_rate,channels',
  'stream_disposition=attached_pic',
  'stream_side_data=rotation',
  'format=duration',
].join(':');

/** Reads the headers of a file. Failures as of `runFfmpeg`; `corrupt` when nothing is in it. */
export async function probeFacts(
  file: Blob,
  name: string,
  use: EngineUse,
): Promise<Result<TimedFacts>> {
  const run = await runFfmpeg({
    ...use,
    program: 'ffprobe',
    inputs: [{ name, data: file }],
    arguments: ['-v', 'error', '-show_entries', entries, '-of', 'json', `/in/${name}`],
    timeout: longest,
  });
  if (!run.ok) return run;
  return factsOfProbe(run.value.log.stdout.join('\n'), name);
}

/** Facts out of ffprobe's JSON. */
export function factsOfProbe(json: string, name: string): Result<TimedFacts> {
  let said: unknown;
  try {
    said = JSON.parse(json);
  } catch {
    said = null;
  }
  const parsed = answer.safeParse(said);
  const streams = parsed.success ? (parsed.data.streams ?? []) : [];
  const video = streams.find(
    (one) => one.codec_type === 'video' && one.disposition?.attached_pic !== 1,
  );
  const audio = streams.find((one) => one.codec_type === 'audio');
  if (!parsed.success || (!video && !audio)) {
    return fail({
      code: 'corrupt',
      what: name,
      reason: 'there is neither picture nor sound in it',
    });
  }
  const turn = video?.side_data_list?.find((one) => one.rotation !== undefined)?.rotation ?? 0;
  const isSideways = Math.abs(turn) % 180 === 90;
  const width = video?.width && Math.round(video.width * ratioOf(video.sample_aspect_ratio, ':'));
  const height = video?.height;
  const seconds = [parsed.data.format, video, audio].map((one) => Number(one?.duration));
  return ok(
    knownFacts({
      width: isSideways ? height : width,
      height: isSideways ? width : height,
      duration_s: seconds.find((one) => one > 0),
      fps: video && Math.round(ratioOf(video.avg_frame_rate, '/', Number.NaN) * 1000) / 1000,
      codec: video?.codec_name ?? audio?.codec_name,
      audio_codec: video && audio?.codec_name,
      sample_rate_hz: Number(audio?.sample_rate),
      channels: audio?.channels,
    }),
  );
}

/** "30000/1001" as a number; `none` for what is no ratio, "0/0" say. */
function ratioOf(said: string | undefined, sign: string, none = 1): number {
  const [above, below] = (said ?? '').split(sign).map(Number);
  const ratio = (above ?? 0) / (below ?? 1);
  return Number.isFinite(ratio) && ratio > 0 ? ratio : none;
}
