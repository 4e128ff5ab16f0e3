/** What was found out about how pictures look: rebuilt at any time, so nothing here is journaled. */
import type { SimilarPair } from '#domain/contract/curation.ts';
import type { TaskOutput } from '#domain/contract/engine.ts';
import type { Connection } from '../connection.ts';
import type { Scope } from './scope.ts';

/** Keeps the prints of blobs, in place of older ones. */
export function keepPrints(
  connection: Connection,
  prints: NonNullable<TaskOutput['prints']>,
): void {
  connection.run(
    `INSERT INTO picture_prints (blob, print)
     SELECT value ->> '$.blob', value ->> '$.print' FROM json_each(?) WHERE true
     ON CONFLICT (blob) DO UPDATE SET print = excluded.print`,
    [JSON.stringify(prints)],
  );
}

/** Keeps these pairs in place of all that were found before; assets that are gone are left out. */
export function keepSimilarPairs({ connection, at }: Scope, pairs: readonly SimilarPair[]): void {
  connection.run('DELETE FROM similar_pairs');
  connection.run(
    `INSERT INTO similar_pairs (first_asset_id, second_asset_id, distance, found_at)
     SELECT min(f.id, s.id), max(f.id, s.id), pair.value ->> '$.distance', ?2
     FROM json_each(?1) AS pair
     CROSS JOIN assets f ON f.id = pair.value ->> '$.first'
     CROSS JOIN assets s ON s.id = pair.value ->> '$.second'
     WHERE f.id <> s.id ON CONFLICT DO NOTHING`,
    [JSON.stringify(pairs), at],
  );
}
