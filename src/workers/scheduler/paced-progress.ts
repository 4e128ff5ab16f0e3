/** Progress of a run at most every 100 ms; the newest word is never lost, only late. */
import type { TaskId } from '#domain/id.ts';

import type { RunnerGround } from './runner.ts';

/** Shortest time between two progress messages of a task, in ms. */
const progressPace = 100;

/** Opens the progress of one run. */
export function pacedProgress(
  task: TaskId,
  epoch: number,
  ground: Pick<RunnerGround, 'say' | 'now'>,
) {
  let saidAt = -Infinity;
  let pending: { fraction: number; note: string | null } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!pending) return;
    ground.say({ say: 'progress', task, epoch, ...pending }, []);
    pending = null;
    saidAt = ground.now();
  };
  return {
    tell(fraction: number, note?: string): void {
      const within = Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) : 0;
      pending = { fraction: within, note: note ?? null };
      const wait = saidAt + progressPace - ground.now();
      // A jump of the clock must not silence it.
      if (wait <= 0 || wait > progressPace) say();
      else timer ??= setTimeout(say, wait);
    },
    end(): void {
      clearTimeout(timer);
      pending = null;
    },
  };
}
