import { type AssetRow, mediaKinds } from '#domain/asset.ts';
import {
  reviewStates,
  type ReviewOrder,
  type ReviewRow,
  type ReviewState,
} from '#domain/contract/curation.ts';
import type { AssetFilter, AssetSort } from '#domain/contract/queries.ts';
import type { ReviewId } from '#domain/id.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { assetColumns } from '../rows.ts';
import { layoutOf } from './filter.ts';
import { plain, query } from './query.ts';

/** Row numbers, in order, of what a filter finds and can be looked at: its bytes are there. */
export function reviewableRows(
  connection: Connection,
  filter: AssetFilter,
  sort: AssetSort,
  undecided: boolean,
): Uint32Array {
  const decided = undecided && filter.approved === undefined ? { approved: false } : {};
  const looked = { kinds: filter.kinds ?? mediaKinds, states: ['ready'] } as const;
  const { first } = layoutOf(connection, { ...filter, ...decided, ...looked }, sort);
  if (!undecided) return first;
  if (filter.approved === true) return new Uint32Array();
  const marked = connection.rowSet('SELECT n FROM assets WHERE review IS NOT NULL');
  return first.filter((n) => marked[n] !== 1);
}

/** The state of an asset called `a`, as its place in `reviewStates`. */
const state = `CASE WHEN a.deleted_at IS NOT NULL THEN 4 WHEN a.approved = 1 THEN 1
  WHEN a.review = 'rejected' THEN 2 WHEN a.review = 'later' THEN 3 ELSE 0 END`;

/**
 * Of a review called `r`: something in it was decided or marked since it began. One that was only
 * looked at is not worth going on with.
 */
export const isBegun = `EXISTS (SELECT 1 FROM review_items i CROSS JOIN assets a ON a.id = i.asset_id
  WHERE i.review_id = r.id AND a.updated_at >= r.created_at AND (a.approved = 1
    OR a.review IS NOT NULL OR a.rating IS NOT NULL OR a.theme IS NOT NULL
    OR a.deleted_at IS NOT NULL))`;

interface Head {
  readonly id: ReviewId;
  readonly name: string;
  readonly position: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly finished_at: number | null;
}
const heads = 'SELECT id, name, position, created_at, updated_at, finished_at FROM reviews r';

/** The order of a review, with the state of each asset as it is now. */
export function orderOf(connection: Connection, id: ReviewId): ReviewOrder {
  const { first, second } = connection.columns(
    `SELECT a.n, ${state} FROM review_items i CROSS JOIN assets a ON a.id = i.asset_id
     WHERE i.review_id = ? ORDER BY i.position`,
    [id],
  );
  return { n: first, state: Uint8Array.from(second) };
}

function counted(head: Head, order: ReviewOrder): ReviewRow {
  const { id, name, created_at, updated_at, finished_at } = head;
  const counts: Record<ReviewState, number> = {
    undecided: 0,
    approved: 0,
    rejected: 0,
    later: 0,
    trashed: 0,
  };
  for (const one of order.state) counts[reviewStates[one] ?? 'undecided'] += 1;
  return { id, name, created_at, updated_at, finished_at, ...counts, total: order.n.length };
}

export const reviewQueries = {
  reviews: plain<'reviews'>(({ connection }) =>
    connection
      .all<Head>(
        `${heads} WHERE finished_at IS NULL AND ${isBegun} ORDER BY updated_at DESC LIMIT 20`,
      )
      .map((head) => counted(head, orderOf(connection, head.id))),
  ),

  review: query<'review'>(z.strictObject({ id: shape.uuid }), ({ connection }, { id }) => {
    const head = connection.one<Head>(`${heads} WHERE id = ?`, [id]);
    if (head === undefined) return null;
    const order = orderOf(connection, id);
    const before = connection.one<{ count: number }>(
      'SELECT count(*) AS count FROM review_items WHERE review_id = ? AND position < ?',
      [id, head.position],
    );
    return { review: counted(head, order), order, at: before?.count ?? 0 };
  }),

  reviewable: query<'reviewable'>(
    z.strictObject({ filter: shape.assetFilter }),
    ({ connection }, { filter }) => ({
      total: reviewableRows(connection, filter, 'newest', false).length,
      undecided: reviewableRows(connection, filter, 'newest', true).length,
    }),
  ),

  assetsByRow: query<'assetsByRow'>(
    z.strictObject({ rows: shape.rowNumbers }),
    ({ connection }, { rows }) =>
      connection.all<AssetRow>(
        `SELECT ${assetColumns('a')} FROM json_each(?) AS wanted
         CROSS JOIN assets a ON a.n = wanted.value ORDER BY wanted.key`,
        [JSON.stringify(rows)],
      ),
  ),
};
