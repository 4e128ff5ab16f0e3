import type { CommandName, Commands } from '#domain/contract/commands.ts';
import type { Result } from '#domain/result.ts';
import { parseInput, type z } from '../input.ts';
import type { Scope } from '../scope.ts';

/** A command as the runner sees it: parses anything, then writes inside an open transaction. */
export interface Command<Name extends CommandName> {
  readonly parse: (raw: unknown) => Result<Commands[Name]['input']>;
  readonly run: (scope: Scope, input: Commands[Name]['input']) => Result<Commands[Name]['value']>;
  /** Whether the next undo may take it back. */
  readonly undoable: boolean;
}

/** Puts a schema and a body together as one command. */
export const command = <Name extends CommandName>(
  schema: z.ZodMiniType,
  run: Command<Name>['run'],
  undoable = false,
): Command<Name> => ({ parse: (raw) => parseInput(schema, raw), run, undoable });
