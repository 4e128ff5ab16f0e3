import { useEffect } from 'react';
import { create } from 'zustand';

import type { TaskId } from '#domain/id.ts';
import { type ProgressTick, useInkreel } from './inkreel.ts';

/** The newest tick of each running task; nothing here is stored. */
const useTicks = create<{ readonly ticks: ReadonlyMap<TaskId, ProgressTick> }>(() => ({
  ticks: new Map(),
}));

/** Listens to the ticks of running work; stands once in the shell. */
export function useProgressFeed(): void {
  const client = useInkreel();
  useEffect(
    () =>
      client.onProgress((tick) =>
        useTicks.setState((state) => {
          const ticks = new Map(state.ticks).set(tick.task, tick);
          // Ended tasks are never asked for again: the oldest go.
          if (ticks.size > 500) {
            const [oldest] = ticks.keys();
            if (oldest) ticks.delete(oldest);
          }
          return { ticks };
        }),
      ),
    [client],
  );
}

/** The newest tick of a task, or null before the first one. */
export const useProgress = (task: TaskId | null): ProgressTick | null =>
  useTicks((state) => (task ? (state.ticks.get(task) ?? null) : null));
