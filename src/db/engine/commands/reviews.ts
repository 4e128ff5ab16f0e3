/** Reviews: an order that is fixed when they begin, and the place at which they go on. */
import { assetSorts } from '#domain/contract/queries.ts';
import type { AssetFilter, AssetSort } from '#domain/contract/queries.ts';
import type { AssetId, ReviewId } from '#domain/id.ts';
import { cleanName } from '#domain/name.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { isBegun, orderOf, reviewableRows } from '../queries/reviews.ts';
import type { Scope } from '../scope.ts';
import { allThere } from './assets.ts';
import { command } from './command.ts';

/** Row numbers of the given assets that can be looked at, in the order given. */
function chosenRows(
  connection: Connection,
  assets: readonly AssetId[],
  undecided: boolean,
): Result<readonly number[]> {
  const ids = allThere(connection, assets);
  if (!ids.ok) return ids;
  return ok(
    connection
      .all<{ n: number }>(
        `SELECT a.n FROM json_each(?) AS wanted CROSS JOIN assets a ON a.id = wanted.value
         WHERE a.deleted_at IS NULL AND a.blob IS NOT NULL AND a.state = 'ready'
           ${undecided ? 'AND a.approved = 0 AND a.review IS NULL' : ''}
         GROUP BY a.n ORDER BY min(wanted.key)`,
        [ids.value],
      )
      .map(({ n }) => n),
  );
}

function fixOrder(scope: Scope, review: ReviewId, rows: Iterable<number>): void {
  scope.connection.run(
    `INSERT INTO review_items (review_id, position, asset_id)
     SELECT ?1, wanted.key, a.id FROM json_each(?2) AS wanted CROSS JOIN assets a ON a.n = wanted.value`,
    [review, JSON.stringify(Array.from(rows))],
  );
}

/** A review that nobody touched for so long (ms) is not open in any tab. */
const forgottenAfter = 86_400_000;

/** Removes reviews that were begun, left without a decision and forgotten. */
function sweep({ connection, at }: Scope): void {
  connection.run(
    `DELETE FROM reviews AS r WHERE finished_at IS NULL AND updated_at < ? AND NOT ${isBegun}`,
    [at - forgottenAfter],
  );
}

/**
 * An open review of the very same: the same rows in the same order; where only the undecided are
 * meant, those that are undecided in it now.
 */
function openReviewOf(
  { connection }: Scope,
  rows: ArrayLike<number>,
  undecided: boolean,
): { readonly review: ReviewId; readonly total: number } | undefined {
  const open = connection.all<{ readonly id: ReviewId; readonly position: number }>(
    `SELECT r.id, r.position FROM reviews r WHERE r.finished_at IS NULL
       AND (SELECT count(*) FROM review_items WHERE review_id = r.id) >= ?
     ORDER BY r.updated_at DESC, r.id DESC LIMIT 20`,
    [rows.length],
  );
  for (const { id } of open) {
    const { n, state } = orderOf(connection, id);
    const left = undecided ? n.filter((_, place) => state[place] === 0) : n;
    if (left.length === rows.length && left.every((one, place) => one === rows[place])) {
      return { review: id, total: n.length };
    }
  }
  return undefined;
}

/**
 * Puts a review that is taken up again where it goes on: at the first undecided from where it was
 * left, else from the start; one of everything starts anew.
 */
function takeUp({ connection, at }: Scope, review: ReviewId, undecided: boolean): void {
  const first = (from: string): string =>
    `(SELECT min(i.position) FROM review_items i CROSS JOIN assets a ON a.id = i.asset_id
      WHERE i.review_id = r.id AND i.position >= ${from}
        AND a.approved = 0 AND a.review IS NULL AND a.deleted_at IS NULL)`;
  connection.run(
    `UPDATE reviews AS r SET updated_at = ?1,
       position = ${undecided ? `coalesce(${first('r.position')}, ${first('0')}, 0)` : '0'}
     WHERE r.id = ?2`,
    [at, review],
  );
}

const known = (connection: Connection, review: ReviewId): Result<ReviewId> =>
  connection.one('SELECT 1 FROM reviews WHERE id = ?', [review]) === undefined
    ? fail({ code: 'not_found', what: 'review', id: review })
    : ok(review);

/** The position of an asset in a review, or the one behind the last. */
function placeOf(
  connection: Connection,
  review: ReviewId,
  asset: AssetId | null,
): number | undefined {
  if (asset === null) {
    return (
      connection.one<{ end: number | null }>(
        'SELECT max(position) + 1 AS end FROM review_items WHERE review_id = ?',
        [review],
      )?.end ?? 0
    );
  }
  return connection.one<{ position: number }>(
    'SELECT position FROM review_items WHERE asset_id = ? AND review_id = ?',
    [asset, review],
  )?.position;
}

export const reviewCommands = {
  beginReview: command<'beginReview'>(
    z.strictObject({
      name: shape.name,
      assets: z.optional(shape.uuids),
      filter: z.optional(shape.assetFilter),
      sort: z.optional(z.enum(assetSorts)),
      undecided: z.optional(z.boolean()),
    }),
    (scope, input) => {
      const { connection, at } = scope;
      const filter: AssetFilter = input.filter ?? {};
      const sort: AssetSort = input.sort ?? 'newest';
      const undecided = input.undecided ?? false;
      const rows =
        input.assets === undefined
          ? ok(reviewableRows(connection, filter, sort, undecided))
          : chosenRows(connection, input.assets, undecided);
      if (!rows.ok) return rows;
      if (rows.value.length === 0) {
        return fail({
          code: 'not_allowed',
          what: 'Reviewing',
          reason: undecided ? 'everything here was decided' : 'there is nothing here to look at',
        });
      }
      sweep(scope);
      const open = openReviewOf(scope, rows.value, undecided);
      if (open !== undefined) {
        takeUp(scope, open.review, undecided);
        return ok(open);
      }
      const review = scope.newId() as ReviewId;
      connection.run(
        `INSERT INTO reviews (id, name, filter, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4)`,
        [review, cleanName(input.name, 'Review'), JSON.stringify(filter), at],
      );
      fixOrder(scope, review, rows.value);
      return ok({ review, total: rows.value.length });
    },
  ),

  placeReview: command<'placeReview'>(
    z.strictObject({ review: shape.uuid, asset: z.nullable(shape.uuid) }),
    ({ connection, at }, { review, asset }) => {
      const there = known(connection, review);
      if (!there.ok) return there;
      const place = placeOf(connection, review, asset);
      if (place === undefined) {
        return fail({ code: 'not_found', what: 'asset of the review', id: String(asset) });
      }
      return ok({
        changed: connection.run(
          'UPDATE reviews SET position = ?1, updated_at = ?2 WHERE id = ?3 AND position <> ?1',
          [place, at, review],
        ),
      });
    },
  ),

  endReview: command<'endReview'>(
    z.strictObject({ review: shape.uuid, ended: z.boolean() }),
    ({ connection, at }, { review, ended }) => {
      const there = known(connection, review);
      if (!there.ok) return there;
      return ok({
        changed: connection.run(
          `UPDATE reviews SET finished_at = ?1, updated_at = ?2
           WHERE id = ?3 AND (finished_at IS NULL) = ?4`,
          [ended ? at : null, at, review, ended],
        ),
      });
    },
  ),
};
