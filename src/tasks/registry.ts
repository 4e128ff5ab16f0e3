import type { TaskKind } from '#domain/task-kind.ts';

/** Every kind of task, in the order in which tools are offered. One line each. */
export const taskKinds: readonly TaskKind<never>[] = [];

export const taskKindByName = (kind: string): TaskKind<never> | undefined =>
  taskKinds.find((candidate) => candidate.kind === kind);
