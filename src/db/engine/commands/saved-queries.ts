import { cleanName } from '#domain/name.ts';
import { fail, ok } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { command } from './command.ts';

export const savedQueryCommands = {
  saveQuery: command<'saveQuery'>(
    z.strictObject({
      query: z.optional(shape.uuid),
      name: shape.name,
      sql: z.string().check(z.minLength(1), z.maxLength(100_000)),
    }),
    (scope, { query, name, sql }) => {
      const { connection, at } = scope;
      const called = cleanName(name, 'Query');
      if (query === undefined) {
        const id = scope.newId();
        connection.run(
          `INSERT INTO saved_queries (id, name, sql, created_at, updated_at)
           VALUES (?1, ?2, ?3, ?4, ?4)`,
          [id, called, sql, at],
        );
        return ok({ query: id });
      }
      const changed = connection.run(
        'UPDATE saved_queries SET name = ?2, sql = ?3, updated_at = ?4 WHERE id = ?1',
        [query, called, sql, at],
      );
      return changed === 0
        ? fail({ code: 'not_found', what: 'saved query', id: query })
        : ok({ query });
    },
    true,
  ),

  deleteQuery: command<'deleteQuery'>(
    z.strictObject({ query: shape.uuid }),
    ({ connection }, { query }) =>
      ok({ changed: connection.run('DELETE FROM saved_queries WHERE id = ?', [query]) }),
    true,
  ),
};
