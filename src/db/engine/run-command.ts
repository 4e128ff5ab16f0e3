import type { CommandName, Commands } from '#domain/contract/commands.ts';
import type { RequestId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Connection } from '../connection.ts';
import type { Command } from './commands/command.ts';
import type { Scope } from './scope.ts';
import { transact } from './transact.ts';

interface Answered {
  readonly command: string;
  readonly value: string | null;
}

/**
 * Runs a command once: parsed first, then in one transaction with its journal entry. The same
 * request again gives the stored answer and changes nothing.
 */
export function runCommand<Name extends CommandName>(
  connection: Connection,
  command: Command<Name>,
  name: Name,
  raw: unknown,
  by: { readonly request: RequestId; readonly actor: string },
  writing: (request: RequestId, actor: string) => Scope,
): Result<Commands[Name]['value']> {
  const input = command.parse(raw);
  if (!input.ok) return input;
  return transact(connection, () => {
    const before = connection.one<Answered>(
      'SELECT command, value FROM applied_ops WHERE request_id = ?',
      [by.request],
    );
    if (before !== undefined) return storedAnswer<Name>(before, name);
    const scope = writing(by.request, by.actor);
    // The row comes first: an undo points at it.
    connection.run(
      `INSERT INTO applied_ops (request_id, command, actor, changed, undoable, undoes, depth, applied_at)
       VALUES (?1, ?2, ?3, 0, ?4, ?5,
         coalesce((SELECT depth + 1 FROM applied_ops WHERE request_id = ?5), 0), ?6)`,
      [
        by.request,
        name,
        by.actor,
        command.undoable,
        undoneRequest(name, input.value, connection),
        scope.at,
      ],
    );
    const result = command.run(scope, input.value);
    if (!result.ok) return result;
    connection.run(
      `UPDATE applied_ops SET value = ?2,
         changed = (SELECT count(*) FROM audit_log WHERE request_id = ?1)
       WHERE request_id = ?1`,
      [by.request, JSON.stringify(result.value)],
    );
    return result;
  });
}

/** The request that this one takes back, if it does and it is there. */
function undoneRequest(name: CommandName, input: unknown, connection: Connection): string | null {
  if (name !== 'undoRequest' || typeof input !== 'object' || input === null) return null;
  if (!('request' in input) || typeof input.request !== 'string') return null;
  const found = connection.one('SELECT 1 FROM applied_ops WHERE request_id = ?', [input.request]);
  return found === undefined ? null : input.request;
}

function storedAnswer<Name extends CommandName>(
  before: Answered,
  name: Name,
): Result<Commands[Name]['value']> {
  if (before.command !== name) {
    return fail({ code: 'conflict', reason: `this request id was used for ${before.command}` });
  }
  if (before.value === null) {
    return fail({ code: 'conflict', reason: 'this request was done long ago' });
  }
  return ok(JSON.parse(before.value) as Commands[Name]['value']);
}
