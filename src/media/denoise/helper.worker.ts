/// <reference lib="webworker" />
/** Entry of a helper: filters frames in themselves, whichever comes. */
import { spaceFilter } from './filter.ts';
import type { HelperAnswer, HelperWork } from './helpers.ts';

let filters: ReturnType<typeof spaceFilter>[] = [];

addEventListener('message', ({ data: { id, planes } }: MessageEvent<HelperWork>) => {
  if (filters.length === 0) filters = planes.map(({ width, height }) => spaceFilter(width, height));
  const cleaned = planes.flatMap((means, at) => {
    const filter = filters[at];
    return filter ? [filter(means, means.near)] : [];
  });
  const answer: HelperAnswer = { id, planes: cleaned };
  postMessage(answer, { transfer: cleaned.map(({ buffer }) => buffer) });
});
