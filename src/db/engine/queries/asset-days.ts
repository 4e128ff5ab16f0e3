/** The days on which assets came in or were taken: each day is one step in an index. */
import type { AssetDay, DayKind } from '#domain/contract/places.ts';
import type { ProjectId } from '#domain/id.ts';
import type { Connection, RowSet } from '../../connection.ts';
import { rowsOfProject } from './filter.ts';

/** More days than this are not listed: some eighty years of them. */
const mostDays = 30_000;

const two = (number: number): string => String(number).padStart(2, '0');

/** The day of a moment in the zone of this device. */
const dayOf = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** No zone of today is further from another than a multiple of this, ms. */
const quarter = 900_000;

/** The index gives quarters of hours in order; a day is looked up only where one ends. */
function daysOfImport(connection: Connection, among: readonly RowSet[]): readonly AssetDay[] {
  const { second } = connection.columns(
    `SELECT n, created_at / ${quarter} FROM assets INDEXED BY assets_by_created
     WHERE shelf = 1 ORDER BY created_at DESC, n DESC`,
    [],
    among,
  );
  const days: { day: string; assets: number }[] = [];
  let begins = Number.POSITIVE_INFINITY;
  let ends = Number.NEGATIVE_INFINITY;
  let current: (typeof days)[number] | undefined;
  for (const quarters of second) {
    const moment = quarters * quarter;
    if (current === undefined || moment < begins || moment >= ends) {
      const date = new Date(moment);
      current = { day: dayOf(date), assets: 0 };
      days.push(current);
      begins = new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
      ends = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
    }
    current.assets += 1;
  }
  return days.slice(0, mostDays);
}

/** Files say "2025-06-01T10:00:00": the day is a part of the text, and the next one is sought past it. */
function daysOfTaking(connection: Connection, among: readonly RowSet[]): readonly AssetDay[] {
  const from = 'assets INDEXED BY assets_by_taken WHERE shelf = 1';
  const days = connection
    .all<{ day: string | null }>(
      `WITH RECURSIVE step(day) AS (
         SELECT (SELECT substr(max(taken_at), 1, 10) FROM ${from}) UNION ALL
         SELECT (SELECT substr(max(taken_at), 1, 10) FROM ${from} AND taken_at < step.day)
         FROM step WHERE step.day IS NOT NULL LIMIT ${mostDays})
       SELECT day FROM step`,
    )
    .flatMap(({ day }) => (day !== null && /^\d{4}-\d\d-\d\d$/u.test(day) ? [day] : []));
  return days.flatMap((day) => {
    const { first } = connection.columns(
      `SELECT n, 0 FROM ${from} AND taken_at >= ? AND taken_at < ?`,
      [day, `${day}~`],
      among,
    );
    return first.length === 0 ? [] : [{ day, assets: first.length }];
  });
}

/** Days with the number of assets of each, newest first; of a project and the whole library's. */
export function assetDays(
  connection: Connection,
  by: DayKind,
  project: ProjectId | undefined,
): readonly AssetDay[] {
  const mine = project === undefined ? null : rowsOfProject(connection, project);
  const among = mine === null ? [] : [mine];
  return by === 'created' ? daysOfImport(connection, among) : daysOfTaking(connection, among);
}
