/** How safe the library is: its backups, what they do not hold yet, what is missing. */
import type {
  BackupFolder,
  BackupRecord,
  BackupTarget,
  Rehearsal,
} from '#domain/contract/backup.ts';
import type { TaskId } from '#domain/id.ts';
import type { Connection } from '../../connection.ts';
import { plain } from './query.ts';

function setting(connection: Connection, key: string): unknown {
  const row = connection.one<{ value: string }>(
    'SELECT value FROM library_settings WHERE key = ?',
    [key],
  );
  return row === undefined ? null : JSON.parse(row.value);
}

/** Changes are counted up to here. */
const mostCounted = 10_000;

interface Ended {
  readonly id: TaskId;
  readonly result: string;
  readonly finished_at: number;
}

const records = (connection: Connection, since: number): readonly BackupRecord[] =>
  connection
    .all<Ended>(
      `SELECT id, result, finished_at FROM tasks
       WHERE kind = 'backup' AND status = 'completed' AND result IS NOT NULL AND finished_at > ?
       ORDER BY finished_at DESC LIMIT 20`,
      [since],
    )
    .map(({ id, result, finished_at }) => {
      const said = JSON.parse(result) as Partial<Record<string, unknown>>;
      const number = (key: string): number => (typeof said[key] === 'number' ? said[key] : 0);
      return {
        task: id,
        // The border: only the task of this kind writes it.
        target: said['target'] as BackupTarget,
        where: typeof said['where'] === 'string' ? said['where'] : '',
        taken_at: number('taken_at'),
        finished_at,
        change: number('change'),
        assets: number('assets'),
        files: number('files'),
        bytes: number('bytes'),
        written_bytes: number('written_bytes'),
        missing: number('missing'),
        damaged: number('damaged'),
        in_place: number('in_place'),
        models_left_out: number('models_left_out'),
      };
    });

export const backupQueries = {
  backups: plain<'backups'>(({ connection }) => {
    // What a restored library remembers of earlier backups is about another library.
    const restored = setting(connection, 'restored') as { readonly at: number } | null;
    const known = records(connection, restored?.at ?? 0);
    // Bounded: a journal may have a million entries, and this is read after every change.
    const recent = `FROM audit_log
      WHERE id > ?1 AND entity_type NOT IN ('library_settings', 'folders')
        AND (entity_type <> 'projects' OR actor <> 'library')`;
    const after = [known[0]?.change ?? 0];
    const changes = connection.one<{ changes: number }>(
      `SELECT count(*) AS changes FROM (SELECT 1 ${recent} LIMIT ${mostCounted})`,
      after,
    );
    const last = connection.one<{ timestamp: number }>(
      `SELECT timestamp ${recent} ORDER BY id DESC LIMIT 1`,
      after,
    );
    return {
      folder: setting(connection, 'backup_folder') as BackupFolder | null,
      records: known,
      changes: changes?.changes ?? 0,
      changed_at: last?.timestamp ?? null,
      rehearsal: setting(connection, 'rehearsal') as Rehearsal | null,
      restored_at: restored?.at ?? null,
    };
  }),

  tableCounts: plain<'tableCounts'>(({ connection }) => {
    const names = connection.all<{ name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
         AND name NOT LIKE 'asset_search%' ORDER BY name`,
    );
    return Object.fromEntries(
      names.map(({ name }) => [
        name,
        connection.one<{ rows: number }>(
          `SELECT count(*) AS rows FROM "${name.replaceAll('"', '""')}"`,
        )?.rows ?? 0,
      ]),
    );
  }),

  missingBlobs: plain<'missingBlobs'>(({ connection }) =>
    connection
      .all<{ blob: string }>(
        `SELECT DISTINCT blob FROM assets WHERE state = 'missing' AND blob IS NOT NULL ORDER BY blob`,
      )
      .map(({ blob }) => blob),
  ),
};
