import type { HistoryFilter } from '#domain/contract/history.ts';
import type { RequestId } from '#domain/id.ts';
import type { Connection, Value } from '../../connection.ts';

/** A request of a page; `cursor` is what the next page begins before. */
export interface PageRow {
  readonly request_id: RequestId;
  readonly command: string | null;
  readonly actor: string;
  readonly timestamp: number;
  readonly changed: number;
  readonly undoable: 0 | 1 | null;
  readonly undoes: RequestId | null;
  readonly undone_by: RequestId | null;
  readonly cursor: number;
}

/** The index of what people did has the very same words. */
const people = (actor: string): string => `${actor} IN ('user', 'import', 'restore')`;

const likeText = (text: string): string => `%${text.replace(/[\\%_]/gu, (sign) => `\\${sign}`)}%`;

/** Whether an entry speaks of a text: in a value, or by changing an asset of that name. */
const hasText = `(x.new_value LIKE :text ESCAPE '\\' OR x.old_value LIKE :text ESCAPE '\\'
  OR x.entity_id LIKE :text ESCAPE '\\'
  OR substr(x.entity_id, 1, 36) IN named OR substr(x.entity_id, 38, 36) IN named)`;
const named = `named(id) AS MATERIALIZED
  (SELECT id FROM assets WHERE name LIKE :text ESCAPE '\\' LIMIT 1000)`;

/** What people did is read from the requests themselves, by actor or by command. */
export const appliedPage = (filter: HistoryFilter): string => `
  SELECT o.request_id, o.command, o.actor, o.applied_at AS timestamp, o.changed, o.undoable,
    o.undoes, o.undone_by, o.sequence AS cursor
  FROM applied_ops o INDEXED BY ${
    filter.command === undefined ? 'applied_ops_by_people' : 'applied_ops_by_command'
  }
  WHERE o.changed > 0 AND ${
    filter.command === undefined ? people('o.actor') : 'o.command = :command'
  } ${filter.command !== undefined && filter.who !== 'everything' ? `AND ${people('o.actor')}` : ''}
    AND o.sequence < :before
    ${filter.from === undefined ? '' : 'AND o.applied_at >= :from'}
    ${filter.until === undefined ? '' : 'AND o.applied_at < :until'}
  ORDER BY o.sequence DESC LIMIT :limit`;

/**
 * Everything: the entries of one request stand together in the journal, so that from each request
 * one step leads to the one before it, however many entries they have.
 */
export const walkedPage = (filter: HistoryFilter): string => `
  WITH RECURSIVE walk(last, request, first, actor, timestamp) AS (
    SELECT a.id, a.request_id, (SELECT min(id) FROM audit_log WHERE request_id = a.request_id),
      a.actor, a.timestamp
    FROM audit_log a WHERE a.id = (SELECT max(id) FROM audit_log WHERE id < :before)
    UNION ALL
    SELECT a.id, a.request_id, (SELECT min(id) FROM audit_log WHERE request_id = a.request_id),
      a.actor, a.timestamp
    FROM walk JOIN audit_log a ON a.id = (SELECT max(id) FROM audit_log WHERE id < walk.first)
    ${filter.from === undefined ? '' : 'WHERE a.timestamp >= :from'}
  )
  SELECT w.request AS request_id, o.command, w.actor, w.timestamp,
    (SELECT count(*) FROM audit_log WHERE request_id = w.request) AS changed,
    o.undoable, o.undoes, o.undone_by, w.first AS cursor
  FROM walk w LEFT JOIN applied_ops o ON o.request_id = w.request
  WHERE 1
    ${filter.from === undefined ? '' : 'AND w.timestamp >= :from'}
    ${filter.until === undefined ? '' : 'AND w.timestamp < :until'}
  LIMIT :limit`;

const entriesOfThing = `SELECT id FROM audit_log WHERE entity_id = :entity
    UNION SELECT id FROM audit_log
      WHERE entity_id >= :entity || ':' AND entity_id < :entity || ';'
    UNION SELECT id FROM audit_log INDEXED BY audit_log_by_second
      WHERE substr(entity_id, 38, 36) = :entity AND entity_type IN
        ('asset_collection_members', 'asset_relationships', 'similar_verdicts')`;

/** The entries that a filter asks for: of one thing, with a text, or both. One walk for a text. */
function spokenOf({ entity, text }: HistoryFilter): string {
  if (text === undefined) return entriesOfThing;
  const among = entity === undefined ? '' : `x.id IN (${entriesOfThing}) AND`;
  return `SELECT x.id FROM audit_log x WHERE ${among} ${hasText}`;
}

/** All requests that changed one thing or what hangs on it, or that speak of a text. */
export const spokenPage = (filter: HistoryFilter): string => `
  WITH ${filter.text === undefined ? '' : `${named},`}
  spoken(id) AS MATERIALIZED (
    ${spokenOf(filter)}
  )
  SELECT a.request_id, o.command, a.actor, a.timestamp,
    (SELECT count(*) FROM audit_log WHERE request_id = a.request_id) AS changed,
    o.undoable, o.undoes, o.undone_by, min(a.id) AS cursor
  FROM spoken s CROSS JOIN audit_log a ON a.id = s.id
  LEFT JOIN applied_ops o ON o.request_id = a.request_id
  WHERE 1 ${filter.who !== 'everything' ? `AND ${people('a.actor')}` : ''}
    ${filter.command === undefined ? '' : 'AND o.command = :command'}
    ${filter.from === undefined ? '' : 'AND a.timestamp >= :from'}
    ${filter.until === undefined ? '' : 'AND a.timestamp < :until'}
  GROUP BY a.request_id HAVING cursor < :before ORDER BY cursor DESC LIMIT :limit`;

/** One page of requests, newest first. */
export function historyPage(
  connection: Connection,
  filter: HistoryFilter,
  before: number | null,
  limit: number,
): readonly PageRow[] {
  const bySpeaking = filter.entity !== undefined || filter.text !== undefined;
  const everything = filter.who === 'everything' && filter.command === undefined;
  const sql = bySpeaking
    ? spokenPage(filter)
    : everything
      ? walkedPage(filter)
      : appliedPage(filter);
  const values: Readonly<Record<string, Value>> = {
    entity: filter.entity ?? null,
    command: filter.command ?? null,
    from: filter.from ?? null,
    until: filter.until ?? null,
    text: filter.text === undefined ? null : likeText(filter.text),
    before: Math.min(
      before ?? Number.MAX_SAFE_INTEGER,
      everything && filter.until !== undefined ? firstFrom(connection, filter.until) : Infinity,
    ),
    limit,
  };
  const { text, bound } = positional(sql, values);
  return connection.all<PageRow>(text, bound);
}

/** The first entry of the journal from a moment on, by halving: entries stand in their time. */
function firstFrom(connection: Connection, moment: number): number {
  let low = 0;
  let high =
    (connection.one<{ id: number | null }>('SELECT max(id) AS id FROM audit_log')?.id ?? 0) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const entry = connection.one<{ timestamp: number }>(
      'SELECT timestamp FROM audit_log WHERE id >= ? ORDER BY id LIMIT 1',
      [middle],
    );
    if (entry === undefined || entry.timestamp >= moment) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** ":name" as "?1": the connection binds by place. */
function positional(
  sql: string,
  values: Readonly<Record<string, Value>>,
): { readonly text: string; readonly bound: readonly Value[] } {
  const names: string[] = [];
  const text = sql.replaceAll(/:([a-z]+)/gu, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `?${names.indexOf(name) + 1}`;
  });
  return { text, bound: names.map((name) => values[name] ?? null) };
}
