/** Tags as the engine sees them: names in use, other spellings, and who stands above whom. */
import { cleanTag } from '#domain/tags.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Connection } from '../connection.ts';

/** Every tag that an asset bears, read by steps over the index instead of over every row. */
export const tagsInUse = (connection: Connection): readonly string[] =>
  connection
    .all<{ tag: string }>(
      `WITH RECURSIVE names(tag) AS (
         SELECT min(tag) FROM tag_rows
         UNION ALL
         SELECT (SELECT min(tag) FROM tag_rows WHERE tag > names.tag) FROM names
         WHERE names.tag IS NOT NULL
       ) SELECT tag FROM names WHERE tag IS NOT NULL`,
    )
    .map(({ tag }) => tag);

/** The tag that a text stands for: of an alias the tag itself, in any case of letters. */
export const tagFor = (connection: Connection, text: string): string =>
  connection.one<{ tag: string }>('SELECT tag FROM tag_aliases WHERE alias = ?', [text])?.tag ??
  text;

/** A tag as a person gave it, made clean and resolved; refuses what cannot be a tag. */
export function givenTag(connection: Connection, text: string, field: string): Result<string> {
  const clean = cleanTag(text);
  return clean === null
    ? fail({ code: 'invalid_input', field, reason: 'a tag has 1 to 100 characters' })
    : ok(tagFor(connection, clean));
}

/** Whether `above` is `tag` itself or stands above it. */
export const isAbove = (connection: Connection, above: string, tag: string): boolean =>
  connection.one(
    `WITH RECURSIVE chain(tag) AS (
       SELECT ?2 UNION SELECT p.parent FROM tag_parents p JOIN chain ON p.tag = chain.tag
     ) SELECT 1 FROM chain WHERE tag = ?1`,
    [above, tag],
  ) !== undefined;

const highestTree = 12;

/** Finds one way from the top of the tree to each tag, itself included; asks for each tag once. */
export function tagPaths(connection: Connection): (tag: string) => readonly string[] {
  const parents = new Map<string, string | null>();
  const parentOf = (tag: string): string | null => {
    const known = parents.get(tag);
    if (known !== undefined) return known;
    const parent = connection.one<{ parent: string }>(
      'SELECT min(parent) AS parent FROM tag_parents WHERE tag = ? HAVING parent IS NOT NULL',
      [tag],
    );
    parents.set(tag, parent?.parent ?? null);
    return parent?.parent ?? null;
  };
  return (tag) => {
    const path = [tag];
    for (let above = parentOf(tag); above !== null && path.length < highestTree;) {
      path.unshift(above);
      above = parentOf(above);
    }
    return path;
  };
}

/** Whether anything is known of a tag: an asset bears it, or it has a colour, alias or relative. */
export const isKnownTag = (connection: Connection, tag: string): boolean =>
  connection.one(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM asset_tags WHERE tag = ?1)
       OR EXISTS (SELECT 1 FROM tags WHERE tag = ?1)
       OR EXISTS (SELECT 1 FROM tag_aliases WHERE tag = ?1)
       OR EXISTS (SELECT 1 FROM tag_parents WHERE tag = ?1 OR parent = ?1)`,
    [tag],
  ) !== undefined;

interface Link {
  readonly tag: string;
  readonly parent: string;
}

/** Makes `into` of several tags everywhere; gives how many rows were changed. */
export function mergeInto(
  connection: Connection,
  from: readonly string[],
  into: string,
  keepAliases: boolean,
  at: number,
): number {
  const names = JSON.stringify(from);
  const within = '(SELECT value FROM json_each(?1))';
  connection.run(
    `UPDATE assets SET updated_at = ?2
     WHERE id IN (SELECT asset_id FROM asset_tags WHERE tag IN ${within})`,
    [names, at],
  );
  connection.run(
    `INSERT INTO asset_tags (asset_id, tag, created_at)
     SELECT DISTINCT asset_id, ?2, ?3 FROM asset_tags WHERE tag IN ${within}
     ON CONFLICT DO NOTHING`,
    [names, into, at],
  );
  let changed = connection.run(`DELETE FROM asset_tags WHERE tag IN ${within}`, [names]);

  changed += connection.run('DELETE FROM tag_aliases WHERE alias = ?', [into]);
  changed += connection.run(`UPDATE tag_aliases SET tag = ?2 WHERE tag IN ${within}`, [
    names,
    into,
  ]);
  if (keepAliases) {
    changed += connection.run(
      `INSERT INTO tag_aliases (alias, tag, created_at)
       SELECT value, ?2, ?3 FROM json_each(?1) WHERE value <> ?2 COLLATE NOCASE
       ON CONFLICT DO NOTHING`,
      [names, into, at],
    );
  }

  const links = connection.all<Link>(
    `SELECT tag, parent FROM tag_parents WHERE tag IN ${within} OR parent IN ${within}`,
    [names],
  );
  changed += connection.run(
    `DELETE FROM tag_parents WHERE tag IN ${within} OR parent IN ${within}`,
    [names],
  );
  const gone = new Set(from);
  for (const link of links) {
    const tag = gone.has(link.tag) ? into : link.tag;
    const parent = gone.has(link.parent) ? into : link.parent;
    if (!isAbove(connection, tag, parent)) addLink(connection, tag, parent, at);
  }

  const colour = connection.one<{ colour: string }>(
    `SELECT colour FROM tags WHERE tag = ?2 OR tag IN ${within}
     ORDER BY tag <> ?2, colour IS NULL LIMIT 1`,
    [names, into],
  )?.colour;
  changed += connection.run(`DELETE FROM tags WHERE tag IN ${within}`, [names]);
  if (colour !== undefined) {
    connection.run(
      `INSERT INTO tags (tag, colour, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)
       ON CONFLICT DO NOTHING`,
      [into, colour, at],
    );
  }
  return changed;
}

/** Puts a tag below a parent; whether it was not there already. The caller has looked for loops. */
export const addLink = (connection: Connection, tag: string, parent: string, at: number): number =>
  connection.run(
    `INSERT INTO tag_parents (tag, parent, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
    [tag, parent, at],
  );
