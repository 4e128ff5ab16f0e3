/** Looks at a few frames of a film, to know its grain before the first is filtered. */
import { VideoSampleSink, type InputVideoTrack } from 'mediabunny';

import { grainOf } from '#media/denoise/analyse.ts';

import { openFrame } from './frames.ts';

/** Shares of the film at which it is looked at. */
const places = [0.05, 0.25, 0.5, 0.75, 0.95];
/** Grain below this deviation (of 255) is not seen. */
const unseen = 0.8;

export interface Grain {
  /** Deviation for each plane, in steps of 0–255. */
  readonly planes: readonly number[];
  /** Why nothing should be done, or null. */
  readonly nothing: string | null;
}

/** Median of the grain at several places. */
export async function measureGrain(track: InputVideoTrack, seconds: number): Promise<Grain> {
  const first = await track.getFirstTimestamp();
  const found: number[][] = [];
  const times = places.map((place) => first + place * Math.max(0, seconds - first));
  for await (const sample of new VideoSampleSink(track).samplesAtTimestamps(times)) {
    if (!sample) continue;
    try {
      const { planes } = await openFrame(sample);
      found.push(planes.map(grainOf));
    } finally {
      sample.close();
    }
  }
  const planes = (found[0] ?? []).map((_, plane) => {
    const values = found.map((one) => one[plane] ?? 0).sort((one, other) => one - other);
    return values[Math.floor(values.length / 2)] ?? 0;
  });
  const most = Math.max(0, ...planes);
  const nothing =
    most < unseen ? `its frames have next to no grain (${most.toFixed(1)} of 255)` : null;
  return { planes, nothing };
}
