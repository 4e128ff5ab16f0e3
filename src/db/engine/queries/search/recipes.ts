/** Terms of prompts and LoRAs: the library's own, how often each stands, and the rows that have it. */
import { termKey, type RecipePart } from '#domain/prompt-parts.ts';
import type { Comparison, SingleValue } from '#domain/query/tree.ts';
import type { Connection, RowSet } from '../../../connection.ts';
import { rows, type Meaning, type Search } from './meaning.ts';
import { fits } from './names.ts';

export interface Counted {
  readonly value: string;
  readonly count: number;
}

/** So many different values are known, the most used. */
const mostKnown = 5000;
/** So many are counted among others. */
const mostCounted = 200;
/** Fewer rows than this are read themselves; else each value is asked for its rows. */
const fewRows = 2000;

const memories = new WeakMap<Connection, Map<RecipePart, readonly Counted[]>>();

/** Every value of a part with how many rows have it, the most used first; counted again only after a change. */
export function recipeValues(connection: Connection, part: RecipePart): readonly Counted[] {
  let memory = memories.get(connection);
  if (memory === undefined) {
    const kept = new Map<RecipePart, readonly Counted[]>();
    memories.set(connection, kept);
    connection.onCommit((tables) => {
      if (tables.has('recipe_rows')) kept.clear();
    });
    memory = kept;
  }
  const known = memory.get(part);
  if (known !== undefined) return known;
  const values = connection.all<Counted>(
    `SELECT value, count(*) AS count FROM recipe_rows WHERE part = ? GROUP BY value
     ORDER BY count DESC, value LIMIT ${mostKnown}`,
    [part],
  );
  memory.set(part, values);
  return values;
}

/** The values of a part among some rows, the most used first. `seen` and `view` are the same rows. */
export function recipeCounts(
  connection: Connection,
  part: RecipePart,
  seen: Uint32Array,
  view: RowSet,
): readonly Counted[] {
  if (seen.length < fewRows) {
    return connection.all<Counted>(
      `SELECT p.value ->> 'value' AS value, count(*) AS count FROM json_each(?) AS wanted
       CROSS JOIN assets a ON a.n = wanted.value
       CROSS JOIN json_each(recipe_parts(a.generation)) p
       WHERE a.generation IS NOT NULL AND p.value ->> 'part' = ?
       GROUP BY 1 ORDER BY count DESC, 1 LIMIT ${mostCounted}`,
      [JSON.stringify([...seen]), part],
    );
  }
  return recipeValues(connection, part)
    .slice(0, mostCounted)
    .map(({ value }) => ({
      value,
      count: connection.columns(
        'SELECT n, 0 FROM recipe_rows WHERE part = ? AND value = ?',
        [part, value],
        [view],
      ).first.length,
    }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
}

/** Rows whose prompt has just this term. */
export const withTerm = (search: Search, { text }: SingleValue): Meaning =>
  rows(
    search.select(`SELECT n FROM recipe_rows WHERE part = 'prompt' AND value = ?`, [termKey(text)]),
  );

/** Rows made with a LoRA: part of its name, or all of it with =. */
export function withLora(search: Search, value: SingleValue, comparison: Comparison): Meaning {
  const fit = fits(value, comparison === ':' ? 'part' : 'whole');
  const meant = recipeValues(search.connection, 'lora').flatMap((one) =>
    fit(one.value) ? [one.value] : [],
  );
  return rows(
    search.select(
      `SELECT r.n FROM json_each(?) AS wanted
       CROSS JOIN recipe_rows r ON r.part = 'lora' AND r.value = wanted.value`,
      [JSON.stringify(meant)],
    ),
  );
}
