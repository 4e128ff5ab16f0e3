/** For tests of the threads: a library with one table of its own, over the real connection. */
import { asObjects } from '#db/foreign-sql.ts';
import type { LibraryOptions } from '#db/engine/open.ts';
import type { Library } from '#db/library.ts';
import { fail, ok } from '#domain/result.ts';

/** `createPack` writes a row with its request id, once; `packs` gives the rows; `sql` reads. */
export function openSmallLibrary({ connection, thumbnails }: LibraryOptions): Library {
  connection.script(
    'CREATE TABLE IF NOT EXISTS rows_of_test (request TEXT PRIMARY KEY, name TEXT)',
  );
  const library: Pick<Library, 'sql' | 'onChange' | 'close'> & Record<string, unknown> = {
    command(_name: string, input: { name: string }, by: { request: string }) {
      // What a newer Inkreel would leave behind.
      if (input.name.startsWith('PRAGMA')) connection.script(input.name);
      connection.transaction(() => {
        connection.run('INSERT INTO rows_of_test VALUES (?, ?) ON CONFLICT DO NOTHING', [
          by.request,
          input.name,
        ]);
      });
      return ok({ pack: by.request });
    },
    query() {
      const { value, tables } = connection.reading(() =>
        connection.all<{ name: string }>('SELECT name FROM rows_of_test ORDER BY request'),
      );
      return ok({ value, tables });
    },
    sql(text: string, params: readonly string[] = []) {
      try {
        const limits = { rows: 10_000, milliseconds: 5_000, now: () => performance.now() };
        const { columns, cells, tables } = connection.inspect(text, params, limits);
        return ok({ rows: asObjects(columns, cells), tables });
      } catch (error) {
        return fail({ code: 'not_allowed', what: 'sql', reason: String(error) });
      }
    },
    onChange: (listener) => connection.onCommit(listener),
    close: () => {
      connection.close();
      thumbnails.close();
    },
  };
  return library as unknown as Library;
}
