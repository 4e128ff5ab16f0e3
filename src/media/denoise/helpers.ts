/**
 * Filters with helpers beside this thread: here frames are compared with those before, which must go
 * one by one; the rest of the work on a frame, more than half of it, is done by a helper meanwhile.
 */
import { timeFilter } from './filter.ts';
import type { FrameFilter } from './film.ts';
import type { Plane } from './planes.ts';

/** The second step for the planes of one frame. The arrays change hands, nothing is copied. */
export interface HelperWork {
  readonly id: number;
  readonly planes: readonly {
    readonly width: number;
    readonly height: number;
    readonly mean: Uint16Array<ArrayBuffer>;
    readonly memory: Uint8Array<ArrayBuffer>;
    readonly near: Uint16Array;
  }[];
}

export interface HelperAnswer {
  readonly id: number;
  readonly planes: readonly Uint8Array<ArrayBuffer>[];
}

/** Most helpers: with more of them the first step is what takes longest. */
const most = 3;

/** How many helpers a device of so many cores bears. */
export const helpersFor = (cores: number): number => Math.max(1, Math.min(most, cores - 1));

/** Filters on the processor with so many helpers; the same bytes as without. */
export function helpedFilter(helpers: number): FrameFilter {
  const waiting = new Map<
    number,
    {
      readonly done: (planes: HelperAnswer['planes']) => void;
      readonly failed: (why: unknown) => void;
    }
  >();
  const workers = Array.from({ length: helpers }, () => {
    const worker = new Worker(new URL('./helper.worker.ts', import.meta.url), {
      type: 'module',
      name: 'inkreel denoise',
    });
    worker.addEventListener('message', ({ data }: MessageEvent<HelperAnswer>) => {
      waiting.get(data.id)?.done(data.planes);
      waiting.delete(data.id);
    });
    worker.addEventListener('error', ({ message }) => {
      for (const { failed } of waiting.values()) {
        failed({ code: 'interrupted', reason: `a helper of the filter ended (${message})` });
      }
      waiting.clear();
    });
    return worker;
  });
  let filters: ReturnType<typeof timeFilter>[] = [];
  let frames = 0;
  return {
    // One is compared here while each helper has one.
    ahead: helpers + 1,
    async next(planes, tables, motion) {
      if (filters.length === 0)
        filters = planes.map(({ width, height }) => timeFilter(width, height));
      const work = planes.flatMap(({ width, height, data }, at) => {
        const [filter, table, moved] = [filters[at], tables[at], motion[at]];
        if (!filter || !table || !moved) return [];
        const { mean, memory } = filter(data, table, moved);
        // Copies go: the next frame is compared with what stays.
        return [{ width, height, mean: mean.slice(), memory: memory.slice(), near: table.near }];
      });
      frames += 1;
      const id = frames;
      const cleaned = await new Promise<HelperAnswer['planes']>((done, failed) => {
        waiting.set(id, { done, failed });
        const message: HelperWork = { id, planes: work };
        const given = work.flatMap(({ mean, memory }) => [mean.buffer, memory.buffer]);
        workers[id % helpers]?.postMessage(message, given);
      });
      return planes.map((plane, at): Plane => ({ ...plane, data: cleaned[at] ?? plane.data }));
    },
    close() {
      for (const worker of workers) worker.terminate();
    },
  };
}
