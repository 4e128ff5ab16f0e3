import type { TaskContext } from '../context.ts';

/** Commands are there wherever a folder could be opened. */
export function commandOf(context: TaskContext): NonNullable<TaskContext['command']> {
  if (!context.command) throw new Error('this ground takes no commands');
  return context.command;
}
