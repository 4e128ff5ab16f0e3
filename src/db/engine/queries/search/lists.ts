/** Collections, packs, smart collections, projects and links: what a token finds through them. */
import type { SingleValue } from '#domain/query/tree.ts';
import { folded } from '#domain/search.ts';
import type { RowSet } from '../../../connection.ts';
import { both, either, nothing, opposite, rows, type Meaning, type Search } from './meaning.ts';
import { assetsMeant, fits } from './names.ts';

interface List {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly query: string | null;
}

const everyList = `SELECT c.id, c.type, coalesce(c.name, p.name, '') AS name,
    c.metadata ->> '$.query' AS query
  FROM asset_collections c LEFT JOIN assets p ON p.id = c.id
  WHERE c.deleted_at IS NULL AND p.deleted_at IS NULL`;

/** Collections and packs that a value names: an id, a whole name, or else (`parts`) a part of one. */
function listsMeant(search: Search, value: SingleValue, parts: boolean): readonly List[] {
  const lists = search.connection.all<List>(everyList);
  const id = folded(value.text);
  const whole = lists.filter((list) => list.id === id || fits(value, 'whole')(list.name));
  return whole.length > 0 || !parts ? whole : lists.filter(({ name }) => fits(value, 'part')(name));
}

const listRows = (search: Search, list: List): RowSet =>
  list.type === 'smart'
    ? search.smart(list.id, list.query ?? '')
    : search.select(
        `SELECT s.n FROM asset_collection_members m CROSS JOIN assets s ON s.id = m.asset_id
         WHERE m.collection_id = ?`,
        [list.id],
      );

/**
 * What lies in linked folders that a value names: "Photos" is the whole folder, "Photos/trip" all
 * that is in that part of it. The first part is a name or an id, the rest a path as it is written.
 */
export function inFolders(search: Search, { text }: Pick<SingleValue, 'text'>): readonly Meaning[] {
  const [first = '', ...rest] = text.split('/');
  const wanted = folded(first);
  const folders = search.connection
    .all<{ id: string; name: string }>('SELECT id, name FROM folders WHERE deleted_at IS NULL')
    .filter(({ id, name }) => id === wanted || folded(name) === wanted);
  const path = rest
    .filter((part) => part !== '')
    .map((part) => `${part}/`)
    .join('');
  return folders.map(({ id }) =>
    rows(
      search.select(
        `SELECT r.n FROM directories d CROSS JOIN directory_rows r ON r.directory = d.id
         WHERE d.folder_id = ? AND d.path >= ? AND d.path < ?`,
        // The last sign there is comes after everything in the folder.
        [id, path, `${path}\u{10ffff}`],
      ),
    ),
  );
}

/** Members of the collections and packs that a value names, and what lies in linked folders of that name. */
export function inLists(search: Search, value: SingleValue): Meaning {
  const folders = inFolders(search, value);
  const lists = listsMeant(search, value, folders.length === 0);
  return either([...folders, ...lists.map((list) => rows(listRows(search, list)))]);
}

/** Members of one collection or pack; of a smart one, what its query finds. */
export function inList(search: Search, id: string): Meaning {
  const list = search.connection.one<List>(
    `SELECT id, type, '' AS name, metadata ->> '$.query' AS query FROM asset_collections WHERE id = ?`,
    [id],
  );
  return list === undefined ? nothing : rows(listRows(search, list));
}

/** The furthest that links are followed. */
const mostLinked = 100_000;

/** Everything made from the assets that a value names, however many steps ago. */
export const madeFrom = (search: Search, value: SingleValue): Meaning =>
  rows(
    search.select(
      `WITH RECURSIVE made(id) AS (
         SELECT r.child_asset_id FROM json_each(?) AS start
         CROSS JOIN asset_relationships r ON r.parent_asset_id = start.value
         WHERE r.relationship_type IN ('derived_from', 'generated_from', 'variant_of')
         UNION
         SELECT r.child_asset_id FROM made
         CROSS JOIN asset_relationships r ON r.parent_asset_id = made.id
         WHERE r.relationship_type IN ('derived_from', 'generated_from', 'variant_of')
         LIMIT ${mostLinked})
       SELECT s.n FROM made CROSS JOIN assets s ON s.id = made.id`,
      [JSON.stringify(assetsMeant(search, value))],
    ),
  );

/** Parts of what a value names: of a film or an episode, of a pack, and sources of a picture. */
export function usedIn(search: Search, value: SingleValue): Meaning {
  const start = assetsMeant(search, value);
  const used = search.select(
    `WITH RECURSIVE used(id) AS (
       SELECT value FROM json_each(?)
       UNION
       SELECT r.child_asset_id FROM used
       CROSS JOIN asset_relationships r ON r.parent_asset_id = used.id
       WHERE r.relationship_type IN ('used_in', 'part_of', 'generated_from')
       UNION
       SELECT r.parent_asset_id FROM used
       CROSS JOIN asset_relationships r ON r.child_asset_id = used.id
       WHERE r.relationship_type IN ('derived_from', 'reference_for')
       UNION
       SELECT m.asset_id FROM used
       CROSS JOIN asset_collection_members m ON m.collection_id = used.id
       LIMIT ${mostLinked})
     SELECT s.n FROM used CROSS JOIN assets s ON s.id = used.id`,
    [JSON.stringify(start)],
  );
  const itself = search.select(
    'SELECT s.n FROM json_each(?) AS start CROSS JOIN assets s ON s.id = start.value',
    [JSON.stringify(start)],
  );
  return both(rows(used), opposite(rows(itself)));
}

/** Rows of the projects that a value names. */
export function inProjects(search: Search, value: SingleValue): Meaning {
  const projects = search.connection.all<{ id: string; name: string }>(
    'SELECT id, name FROM projects',
  );
  const id = folded(value.text);
  const whole = projects.filter(
    (project) => project.id === id || fits(value, 'whole')(project.name),
  );
  const meant = whole.length > 0 ? whole : projects.filter(({ name }) => fits(value, 'part')(name));
  return rows(
    search.select(
      `SELECT s.n FROM json_each(?) AS wanted
       CROSS JOIN assets s INDEXED BY assets_by_project ON s.project_id = wanted.value`,
      [JSON.stringify(meant.map((project) => project.id))],
    ),
  );
}
