import * as z from 'zod/mini';

import type { AssetRow } from '#domain/asset.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import type { MediaFormat } from '#formats/media-formats.ts';

import { derivedName } from '../derived-name.ts';
import { parseSettings } from '../parse-settings.ts';

import { about } from './about.ts';

const percent = z.int().check(z.gte(0), z.lte(100));
const settings = z.strictObject({
  strength: z._default(percent, 50),
  over_time: z._default(percent, 100),
});

export type DenoiseVideoParams = z.infer<typeof settings>;

/** Most pixels of a frame: beyond it the encoders of browsers refuse. */
const mostPixels = 4096 * 2304;

/** The container of the result: WebM stays WebM, Matroska and QuickTime stay, everything else is MP4. */
export const resultFormat = (format: string | null): MediaFormat =>
  format === 'webm' || format === 'mkv' || format === 'mov' ? format : 'mp4';

function refuses(source: AssetRow, params: DenoiseVideoParams): string | null {
  if (source.state !== 'ready' || source.blob === null) return 'The video is not ready yet.';
  if (params.strength === 0) return 'The strength is 0: there is nothing to do.';
  if (source.width !== null && source.height !== null) {
    if (source.width * source.height > mostPixels) return 'Frames above 4096 × 2304 are too large.';
  }
  return null;
}

/** Takes grain out of video by comparing each frame with its neighbours; no model. */
export const denoiseVideo: TaskKind<DenoiseVideoParams> = {
  ...about,
  fields: [
    {
      type: 'number',
      name: 'strength',
      label: 'Strength',
      help: 'How much grain goes. Fine texture goes with it when it is high.',
      min: 1,
      max: 100,
      step: 1,
      unit: '%',
      initial: 50,
    },
    {
      type: 'number',
      name: 'over_time',
      label: 'Over time',
      help: 'How much frames help each other. 0 works on each frame alone.',
      min: 0,
      max: 100,
      step: 1,
      unit: '%',
      initial: 100,
    },
  ],
  parse: (given) => parseSettings(settings, given),
  refuses,
  placeholder: (source, params) => {
    const format = resultFormat(source.format);
    return {
      kind: 'video',
      name: derivedName(source.name, 'denoised', format),
      provenance: 'enhanced',
      ...(source.width === null ? {} : { width: source.width }),
      ...(source.height === null ? {} : { height: source.height }),
      format,
      generation: { provider: 'inkreel', model: 'denoise video 1', params },
    };
  },
};
