/** Denoises the frames of a film one after another: judges each, then filters its planes. */
import { grainOf, isCut, shiftBetween, sketchOf, type Sketch } from './analyse.ts';
import { planeFilter, type PlaneFilter } from './filter.ts';
import type { Planes } from './planes.ts';
import { tablesOf, type Tables } from './tables.ts';

/** How much grain goes. */
export interface GrainStrength {
  /** 1 to 100; 50 takes what is measured. */
  readonly strength: number;
  /** 0 to 100: how much frames help each other. */
  readonly overTime: number;
}

/** What filters the planes of one frame; the processor, or a graphics card. */
export interface FrameFilter {
  /** How many frames may be given to it before the first of them is back. */
  readonly ahead: number;
  next(
    planes: Planes,
    tables: readonly Tables[],
    motion: readonly {
      readonly shiftX: number;
      readonly shiftY: number;
      readonly isCut: boolean;
    }[],
  ): Promise<Planes>;
  close(): void;
}

/** Filters on the processor. */
export function processorFilter(): FrameFilter {
  let filters: PlaneFilter[] = [];
  return {
    ahead: 1,
    async next(planes, tables, motion) {
      if (filters.length === 0)
        filters = planes.map(({ width, height }) => planeFilter(width, height));
      return planes.map((plane, at) => {
        const [filter, table, moved] = [filters[at], tables[at], motion[at]];
        if (!filter || !table || !moved) return plane;
        return { ...plane, data: filter.next(plane.data, table, moved) };
      });
    },
    close: () => undefined,
  };
}

/** Denoises frames in their order; `ahead` of them may be given before the first is back. */
export interface FilmDenoiser {
  readonly ahead: number;
  next(planes: Planes): Promise<Planes>;
  close(): void;
}

/** Of the grain of each frame so much goes into the running figure. */
const newest = 0.1;

/** @param grains deviation of the grain of each plane, measured beforehand */
export function filmDenoiser(
  filter: FrameFilter,
  grains: readonly number[],
  { strength, overTime }: GrainStrength,
): FilmDenoiser {
  let before: Sketch | null = null;
  let known = [...grains];
  const tablesNow = () => known.map((grain) => tablesOf((grain * strength) / 50, overTime / 100));
  let tables = tablesNow();
  return {
    ahead: filter.ahead,
    async next(planes) {
      const [first] = planes;
      if (!first) return planes;
      const sketch = sketchOf(first);
      const cut = before === null || isCut(before, sketch);
      const shift = before && !cut ? shiftBetween(before, sketch) : { x: 0, y: 0 };
      before = sketch;
      // Dark scenes have other grain than bright ones.
      if (cut) {
        known = planes.map((plane, at) => mixed(known[at] ?? 0, grainOf(plane)));
        tables = tablesNow();
      }
      const motion = planes.map(({ width, height }) => ({
        shiftX: Math.round((shift.x * width) / first.width),
        shiftY: Math.round((shift.y * height) / first.height),
        isCut: cut,
      }));
      return filter.next(planes, tables, motion);
    },
    close: () => filter.close(),
  };
}

const mixed = (known: number, found: number): number =>
  found > 0 ? known + (found - known) * newest : known;
