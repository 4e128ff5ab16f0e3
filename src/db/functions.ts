/** What triggers ask the program for: each is pure, so that a row can be made again by anyone. */
import { partsOfRecipe } from '#domain/prompt-parts.ts';
import { folded, searchWords } from '#domain/search.ts';
import type { Database } from '@sqlite.org/sqlite-wasm';

/** Gives a database the functions that its triggers call. */
export function defineFunctions(database: Database): void {
  // The triggers of the word index call it (src/db/migrations/0001/search.ts).
  database.createFunction({
    name: 'search_words',
    arity: 1,
    deterministic: true,
    xFunc: (_, value) => searchWords(typeof value === 'string' ? value : ''),
  });
  // Those of recipes (src/db/migrations/0003/recipes.ts).
  database.createFunction({
    name: 'recipe_parts',
    arity: 1,
    deterministic: true,
    xFunc: (_, value) => JSON.stringify(typeof value === 'string' ? partsOfRecipe(value) : []),
  });
  // And those of paths (src/db/migrations/0002/paths.ts).
  database.createFunction({
    name: 'fold_text',
    arity: 1,
    deterministic: true,
    xFunc: (_, value) => folded(typeof value === 'string' ? value : ''),
  });
}
