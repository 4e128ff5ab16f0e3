/** How heavy tasks are: how many run at once, which are quick, after which the worker goes. */
import type { Lease } from '#domain/contract/engine.ts';
import type { Lane } from '#domain/task.ts';

/** How many workers a lane may have. */
export function laneSize(lane: Lane, cores: number): number {
  switch (lane) {
    case 'gpu':
      return 1;
    case 'media':
      return Math.min(4, Math.max(1, cores - 1));
    case 'net':
      return 4;
  }
}

/** A kind whose tasks took less than this of late (ms) may have one waiting in the worker. */
const quickBelow = 300;

/** How long tasks took of late, by kind; younger ones count more. */
export interface Durations {
  note(kind: string, milliseconds: number): void;
  /** Whether tasks of a kind end so quickly that the next one may wait behind one of them. */
  isQuick(kind: string): boolean;
}

export function createDurations(): Durations {
  const recent = new Map<string, number>();
  return {
    note(kind, milliseconds) {
      const before = recent.get(kind) ?? milliseconds;
      recent.set(kind, before * 0.7 + milliseconds * 0.3);
    },
    isQuick: (kind) => (recent.get(kind) ?? Infinity) < quickBelow,
  };
}

/** Bytes of decoded pixels after which a worker of the gpu lane is not kept. */
const heavy = 100_000_000;

/** Whether a task was so big that its worker should not be kept. */
export function isWeighty(lane: Lane, { source, target }: Lease): boolean {
  if (lane !== 'gpu') return false;
  const bytesOf = (asset: Lease['source']): number =>
    asset?.width && asset.height ? asset.width * asset.height * 4 : (asset?.size ?? 0);
  return bytesOf(source) + bytesOf(target) > heavy;
}
