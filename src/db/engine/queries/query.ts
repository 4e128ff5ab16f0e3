import type { Queries, QueryName } from '#domain/contract/queries.ts';
import type { Result } from '#domain/result.ts';
import { nothing, parseInput, type z } from '../input.ts';
import type { Scope } from '../scope.ts';

/** What a query has in hand: it may look at the clock, and writes nothing. */
export type Reading = Pick<Scope, 'connection' | 'thumbnails' | 'at' | 'kindOf'> & {
  /** Whether a mark of whoever asks still stands; without it, it always does. */
  readonly isWanted?: (mark: string) => boolean;
};

export interface Query<Name extends QueryName> {
  readonly parse: (raw: unknown) => Result<Queries[Name]['params']>;
  readonly run: (scope: Reading, params: Queries[Name]['params']) => Queries[Name]['value'];
}

/** Puts a schema and a body together as one query. */
export const query = <Name extends QueryName>(
  schema: z.ZodMiniType,
  run: Query<Name>['run'],
): Query<Name> => ({ parse: (raw) => parseInput(schema, raw), run });

/** A query without parameters: nothing at all will do as well as an empty object. */
export const plain = <Name extends QueryName>(
  run: (scope: Reading) => Queries[Name]['value'],
): Query<Name> => ({ parse: (raw) => parseInput(nothing, raw ?? {}), run });
