import type { TagDetails, TagRow, TagSuggestion, ThemeRow } from '#domain/contract/tags.ts';
import { inNameOrder, nameKey } from '#domain/search.ts';
import { foldTag, tagMatch, type TagColour } from '#domain/tags.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { tagsInUse } from '../tag-tree.ts';
import { query } from './query.ts';

/** The most suggestions that one can look over. */
const mostSuggestions = 20;
/** Of how many that match equally well the most used are sought. */
const mostCounted = 200;

interface Pair {
  readonly key: string;
  readonly value: string;
}

/** The values of each key, in the order of names. */
const collect = (pairs: readonly Pair[]) => {
  const lists = new Map<string, string[]>();
  for (const { key, value } of inNameOrder(pairs, (pair) => pair.value)) {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [value]);
    else list.push(value);
  }
  return lists;
};

interface Structure {
  readonly colours: ReadonlyMap<string, TagColour | null>;
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

function structureOf(connection: Connection): Structure {
  const colours = connection.all<{ tag: string; colour: TagColour | null }>(
    'SELECT tag, colour FROM tags',
  );
  const links = connection.all<{ tag: string; parent: string }>(
    'SELECT tag, parent FROM tag_parents',
  );
  return {
    colours: new Map(colours.map(({ tag, colour }) => [tag, colour])),
    aliases: collect(connection.all('SELECT tag AS key, alias AS value FROM tag_aliases')),
    parents: collect(links.map(({ tag, parent }) => ({ key: tag, value: parent }))),
    children: collect(links.map(({ tag, parent }) => ({ key: parent, value: tag }))),
  };
}

/** Row numbers outside the trash of a project and of the whole library, as a table "mine". */
const mine = `mine(n) AS (
  SELECT n FROM assets INDEXED BY assets_by_project WHERE project_id = ?1 AND shelf IN (0, 1)
  UNION ALL
  SELECT n FROM assets INDEXED BY assets_by_project WHERE project_id IS NULL AND shelf IN (0, 1))`;

type Counts = ReadonlyMap<string, number>;
const asCounts = (rows: readonly { readonly tag: string; readonly count: number }[]): Counts =>
  new Map(rows.map(({ tag, count }) => [tag, count]));

/** The same counts among what a project shows. */
const countsOfProject = (connection: Connection, project: string): Counts =>
  asCounts(
    connection.all(
      `WITH ${mine} SELECT t.tag, count(*) AS count FROM mine
       CROSS JOIN tag_rows t ON t.n = mine.n GROUP BY t.tag`,
      [project],
    ),
  );

const countsBelowOfProject = (connection: Connection, project: string): Counts =>
  asCounts(
    connection.all(
      `WITH RECURSIVE ${mine}, below(root, tag) AS (
         SELECT DISTINCT parent, parent FROM tag_parents
         UNION SELECT b.root, p.tag FROM below b JOIN tag_parents p ON p.parent = b.tag
       )
       SELECT b.root AS tag, count(DISTINCT t.n) AS count
       FROM below b CROSS JOIN tag_rows t ON t.tag = b.tag
       WHERE t.n IN (SELECT n FROM mine) GROUP BY b.root`,
      [project],
    ),
  );

/** The tags that belong to others alone: they or what is below them is used, but not here. */
function isForeign(
  connection: Connection,
  counts: Counts,
  below: Counts,
): (tag: string) => boolean {
  const above = connection.all<{ tag: string }>(
    `WITH RECURSIVE up(tag) AS (
       SELECT p.parent FROM tag_parents p WHERE EXISTS (SELECT 1 FROM tag_rows WHERE tag = p.tag)
       UNION SELECT p.parent FROM up JOIN tag_parents p ON p.tag = up.tag
     ) SELECT tag FROM up`,
  );
  const used = new Set([...tagsInUse(connection), ...above.map(({ tag }) => tag)]);
  return (tag) => used.has(tag) && !counts.has(tag) && !below.has(tag);
}

/** Assets outside the trash by tag; the trash is small, so it is counted and taken off. */
function countsOf(connection: Connection): Counts {
  const counts = new Map(
    connection
      .all<{ tag: string; count: number }>(
        'SELECT tag, count(*) AS count FROM tag_rows GROUP BY tag',
      )
      .map(({ tag, count }) => [tag, count]),
  );
  for (const { tag, count } of connection.all<{ tag: string; count: number }>(
    `SELECT t.tag, count(*) AS count FROM assets a INDEXED BY assets_by_created
     CROSS JOIN tag_rows t ON t.n = a.n WHERE a.shelf = 2 GROUP BY t.tag`,
  )) {
    counts.set(tag, (counts.get(tag) ?? 0) - count);
  }
  return counts;
}

/** Assets outside the trash that bear a tag or one below it, for every tag with something below. */
const countsBelow = (connection: Connection): ReadonlyMap<string, number> =>
  new Map(
    connection
      .all<{ tag: string; count: number }>(
        `WITH RECURSIVE below(root, tag) AS (
           SELECT DISTINCT parent, parent FROM tag_parents
           UNION SELECT b.root, p.tag FROM below b JOIN tag_parents p ON p.parent = b.tag
         )
         SELECT b.root AS tag, count(DISTINCT t.n) AS count
         FROM below b CROSS JOIN tag_rows t ON t.tag = b.tag
         WHERE t.n NOT IN (SELECT n FROM assets WHERE shelf = 2)
         GROUP BY b.root`,
      )
      .map(({ tag, count }) => [tag, count]),
  );

const rowOf = (
  tag: string,
  { colours, aliases, parents }: Structure,
  count: number,
  below: number | undefined,
): TagRow => ({
  tag,
  colour: colours.get(tag) ?? null,
  aliases: aliases.get(tag) ?? [],
  parents: parents.get(tag) ?? [],
  count,
  count_below: below ?? count,
});

/** Whether a row shows in the project ?1; everything does where it is null. */
const isSeen = (column: string): string => `(?1 IS NULL OR ${column} IS NULL OR ${column} = ?1)`;

const countOne = `SELECT count(*) AS count FROM tag_rows t JOIN assets a ON a.n = t.n
  WHERE t.tag = ? AND a.shelf IN (0, 1)`;
const countBelowOne = `WITH RECURSIVE below(tag) AS (
    SELECT ?1 UNION SELECT p.tag FROM below b JOIN tag_parents p ON p.parent = b.tag)
  SELECT count(DISTINCT t.n) AS count FROM below b CROSS JOIN tag_rows t ON t.tag = b.tag
  JOIN assets a ON a.n = t.n WHERE a.shelf IN (0, 1)`;

const inProject = z.strictObject({ project: z.optional(shape.uuid) });

interface Found {
  readonly tag: string;
  readonly rank: number;
  readonly alias: string | null;
}

const suggestionOf = (
  { tag, alias }: Found,
  count: number,
  structure: Structure,
): TagSuggestion => ({
  value: tag,
  count,
  colour: structure.colours.get(tag) ?? null,
  parent: structure.parents.get(tag)?.[0] ?? null,
  alias,
});

/** What fits, of a project: a tag of others alone is not offered. */
function offeredIn(
  connection: Connection,
  project: string,
  structure: Structure,
  found: readonly Found[],
): readonly TagSuggestion[] {
  const counts = countsOfProject(connection, project);
  const isHidden = isForeign(connection, counts, countsBelowOfProject(connection, project));
  return found
    .filter(({ tag }) => !isHidden(tag))
    .map((one) => ({ one, count: counts.get(one.tag) ?? 0 }))
    .toSorted(
      (left, right) =>
        left.one.rank - right.one.rank ||
        right.count - left.count ||
        (nameKey(left.one.tag) < nameKey(right.one.tag) ? -1 : 1),
    )
    .slice(0, mostSuggestions)
    .map(({ one, count }) => suggestionOf(one, count, structure));
}

export const tagQueries = {
  tags: query<'tags'>(inProject, ({ connection }, { project }) => {
    const structure = structureOf(connection);
    const counts =
      project === undefined ? countsOf(connection) : countsOfProject(connection, project);
    const below =
      project === undefined ? countsBelow(connection) : countsBelowOfProject(connection, project);
    const isHidden = project === undefined ? () => false : isForeign(connection, counts, below);
    const all = new Set([
      ...counts.keys(),
      ...structure.colours.keys(),
      ...structure.aliases.keys(),
      ...structure.parents.keys(),
      ...structure.children.keys(),
    ]);
    return inNameOrder(
      [...all].filter((tag) => !isHidden(tag)),
      (tag) => tag,
    ).map((tag) => rowOf(tag, structure, counts.get(tag) ?? 0, below.get(tag)));
  }),

  tagDetails: query<'tagDetails'>(
    z.strictObject({ tags: z.array(shape.text(400)).check(z.maxLength(1000)) }),
    ({ connection }, { tags }) => {
      const structure = structureOf(connection);
      const count = (sql: string, tag: string): number =>
        connection.one<{ count: number }>(sql, [tag])?.count ?? 0;
      return tags.map((tag): TagDetails => {
        const children = structure.children.get(tag) ?? [];
        const own = count(countOne, tag);
        const below = children.length === 0 ? own : count(countBelowOne, tag);
        return { ...rowOf(tag, structure, own, below), children };
      });
    },
  ),

  suggestTags: query<'suggestTags'>(
    z.strictObject({ text: shape.text(500), project: z.optional(shape.uuid) }),
    ({ connection }, { text, project }) => {
      const typed = foldTag(text.trim());
      const structure = structureOf(connection);
      const all = new Set([
        ...tagsInUse(connection),
        ...structure.colours.keys(),
        ...structure.aliases.keys(),
        ...structure.parents.keys(),
        ...structure.children.keys(),
      ]);
      const found: Found[] = [];
      for (const tag of all) {
        let best: number | null = tagMatch(foldTag(tag), typed);
        let by: string | null = null;
        for (const alias of structure.aliases.get(tag) ?? []) {
          const rank = tagMatch(foldTag(alias), typed);
          if (rank === null || (best !== null && best <= rank)) continue;
          best = rank;
          by = alias;
        }
        if (best !== null) found.push({ tag, rank: best, alias: by });
      }
      found.sort((one, other) => one.rank - other.rank);
      if (project !== undefined) return offeredIn(connection, project, structure, found);
      // Counting is what takes time: only as many as could be shown, all of one rank alike.
      const last = found[Math.min(found.length, mostSuggestions) - 1]?.rank ?? 0;
      const counts = new Map(
        connection
          .all<{ tag: string; count: number }>(
            `SELECT value AS tag, (SELECT count(*) FROM tag_rows WHERE tag = value) AS count
             FROM json_each(?)`,
            [
              JSON.stringify(
                found
                  .filter(({ rank }) => rank <= last)
                  .slice(0, mostCounted)
                  .map(({ tag }) => tag),
              ),
            ],
          )
          .map(({ tag, count }) => [tag, count]),
      );
      return found
        .filter(({ tag }) => counts.has(tag))
        .toSorted(
          (one, other) =>
            one.rank - other.rank ||
            (counts.get(other.tag) ?? 0) - (counts.get(one.tag) ?? 0) ||
            (nameKey(one.tag) < nameKey(other.tag) ? -1 : 1),
        )
        .slice(0, mostSuggestions)
        .map((one) => suggestionOf(one, counts.get(one.tag) ?? 0, structure));
    },
  ),

  themes: query<'themes'>(inProject, ({ connection }, { project = null }) => {
    const counted = connection.all<ThemeRow>(
      `SELECT theme, sum(assets) AS assets, sum(packs) AS packs FROM (
         SELECT theme, count(*) AS assets, 0 AS packs FROM assets INDEXED BY assets_by_theme
         WHERE shelf IN (0, 1) AND theme > '' AND ${isSeen('project_id')} GROUP BY theme
         UNION ALL
         SELECT p.theme, 0, count(*) FROM packs p JOIN assets a ON a.id = p.id
         WHERE a.deleted_at IS NULL AND p.theme > '' AND ${isSeen('a.project_id')} GROUP BY p.theme
       ) GROUP BY theme`,
      [project],
    );
    return inNameOrder(counted, ({ theme }) => theme);
  }),
};
