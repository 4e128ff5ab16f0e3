import type { TagRow, ThemeRow } from '#domain/contract/tags.ts';
import { foldTag, tagMatch, type TagColour } from '#domain/tags.ts';
import { numberText } from '../words/format.ts';
import { tagWords as words } from '../words/tags.ts';

/** One line of the list: a tag at one of its places in the tree, or a theme. */
export interface Line {
  /** Its place: a tag with two parents stands in two places. */
  readonly key: string;
  readonly id: string;
  readonly label: string;
  /** Beside the name: its parent where the tree does not show it, its aliases. */
  readonly note: string;
  readonly figures: string;
  readonly spoken: string;
  readonly colour: TagColour | null;
  /** From 1. */
  readonly level: number;
  /** null: there is nothing below it. */
  readonly isOpen: boolean | null;
  readonly setSize: number;
  readonly position: number;
}

const lineOf = (
  row: TagRow,
  place: Pick<Line, 'key' | 'level' | 'isOpen' | 'setSize' | 'position' | 'note'>,
): Line => ({
  ...place,
  id: row.tag,
  label: row.tag,
  figures: words.withBelow(row.count, row.count_below),
  spoken: words.rowName(row.tag, row.count, row.count_below),
  colour: row.colour,
});

const aliasNote = (row: TagRow): string => row.aliases.map(words.alias).join(', ');

/** The tree, with the branches that are open. */
export function treeLines(rows: readonly TagRow[], open: ReadonlySet<string>): readonly Line[] {
  const below = new Map<string, TagRow[]>();
  for (const row of rows) {
    for (const parent of row.parents) {
      const list = below.get(parent);
      if (list === undefined) below.set(parent, [row]);
      else list.push(row);
    }
  }
  const lines: Line[] = [];
  const add = (list: readonly TagRow[], above: string, level: number): void => {
    for (const [index, row] of list.entries()) {
      const key = `${above}/${row.tag}`;
      const children = below.get(row.tag);
      const isOpen = children === undefined ? null : open.has(key);
      lines.push(
        lineOf(row, {
          key,
          level,
          isOpen,
          setSize: list.length,
          position: index + 1,
          note: aliasNote(row),
        }),
      );
      if (children !== undefined && isOpen) add(children, key, level + 1);
    }
  };
  add(
    rows.filter((row) => row.parents.length === 0),
    '',
    1,
  );
  return lines;
}

/** Every tag that answers what was typed, the best first, without the tree. */
export function foundLines(rows: readonly TagRow[], typed: string): readonly Line[] {
  const text = foldTag(typed.trim());
  const found = rows.flatMap((row) => {
    const ranks = [row.tag, ...row.aliases].flatMap((name) => tagMatch(foldTag(name), text) ?? []);
    return ranks.length === 0 ? [] : [{ row, rank: Math.min(...ranks) }];
  });
  found.sort((one, other) => one.rank - other.rank || other.row.count_below - one.row.count_below);
  return found.map(({ row }, index) =>
    lineOf(row, {
      key: row.tag,
      level: 1,
      isOpen: null,
      setSize: found.length,
      position: index + 1,
      note: [row.parents.length > 0 ? `(${row.parents.join(', ')})` : '', aliasNote(row)]
        .filter(Boolean)
        .join(' '),
    }),
  );
}

/** Themes as lines, those that answer what was typed. */
export function themeLines(rows: readonly ThemeRow[], typed: string): readonly Line[] {
  const text = foldTag(typed.trim());
  const found = rows.filter(({ theme }) => tagMatch(foldTag(theme), text) !== null);
  return found.map(({ theme, assets, packs }, index) => {
    const figures = [
      ...(assets > 0 || packs === 0 ? [words.assets(assets)] : []),
      ...(packs > 0 ? [words.packs(packs)] : []),
    ];
    return {
      key: theme,
      id: theme,
      label: theme,
      note: '',
      figures: packs > 0 ? figures.join(', ') : numberText(assets),
      spoken: [theme, ...figures].join(', '),
      colour: null,
      level: 1,
      isOpen: null,
      setSize: found.length,
      position: index + 1,
    };
  });
}
