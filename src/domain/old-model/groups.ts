/** Links and collections of an older model: from columns that point at rows, and from their own tables. */
import type { JsonObject } from '#domain/contract/collections.ts';
import type { OldCollection, OldKey, OldLink } from '#domain/contract/old-model.ts';
import { relations, type Relation } from '#domain/lineage/relations.ts';
import type { Draft, OldProblem } from './plan.ts';
import { references, roleOf, type OldRole } from './tables.ts';
import { listOf, numberOf, objectOf, textOf, type OldRow, type OldTable } from './values.ts';

interface Groups {
  readonly links: readonly OldLink[];
  readonly collections: readonly OldCollection[];
  /** Rows of link and membership tables that are used. */
  readonly taken: ReadonlyMap<OldTable, number>;
}

type Problems = OldProblem[];
interface Placed extends OldLink {
  readonly sequence: number;
}

const isRelation = (text: string | null): text is Relation => relations.some((one) => one === text);
const sequenceOf = (row: OldRow): number =>
  numberOf(row['sequence'] ?? row['order_index'] ?? row['position'] ?? row['shot_number']) ??
  Number.MAX_SAFE_INTEGER;

/** All links and collections that the rows tell of; what points nowhere is told as a problem. */
export function planGroups(
  tables: readonly OldTable[],
  drafts: readonly Draft[],
  problems: Problems,
): Groups {
  const known = new Set(drafts.map(({ record }) => record.key));
  /** The row that an id means: in the tables that are likely first. */
  const keyOf = (id: string, into: readonly OldRole[]): OldKey | null =>
    into.map((role) => `${role}/${id}`).find((key) => known.has(key)) ?? null;
  const taken = new Map<OldTable, number>();
  const links = [...pointed(drafts, keyOf, problems), ...related(tables, keyOf, problems, taken)];
  const unique = new Map(
    links
      .toSorted((one, other) => one.sequence - other.sequence)
      .filter(({ parent, child }) => parent !== child)
      .map(({ parent, child, type, metadata }): [string, OldLink] => [
        `${parent} ${type} ${child}`,
        { parent, child, type, ...(metadata === undefined ? {} : { metadata }) },
      ]),
  );
  const all = [...unique.values()];
  return {
    links: all,
    collections: [...ofFilms(drafts, all), ...given(tables, keyOf, problems, taken)],
    taken,
  };
}

type KeyOf = (id: string, into: readonly OldRole[]) => OldKey | null;

function pointed(drafts: readonly Draft[], keyOf: KeyOf, problems: Problems): readonly Placed[] {
  return drafts.flatMap(({ record, row, table, at }) => {
    const inner = objectOf(row['metadata']) ?? {};
    const sequence = Math.min(sequenceOf(row), sequenceOf(inner));
    return (references[record.kind] ?? []).flatMap(({ columns, into, type, as }) =>
      columns.flatMap((column) =>
        listOf(row[column] ?? inner[column]).flatMap((id): readonly Placed[] => {
          const other = keyOf(id, into);
          if (other !== null) {
            const ends = as === 'parent' ? [other, record.key] : [record.key, other];
            return [{ parent: ends[0] ?? '', child: ends[1] ?? '', type, sequence }];
          }
          const reason = `${id} is not among the rows that are taken`;
          problems.push({ table: table.name, row: at + 1, column, what: 'link', reason });
          return [];
        }),
      ),
    );
  });
}

/** Where an id of the asset-centric tables may point: to whatever became an asset. */
const anywhere: readonly OldRole[] = [
  'assets',
  'characters',
  'films',
  'scenes',
  'scripts',
  'shots',
  'contents',
];

const ofRole = (tables: readonly OldTable[], role: OldRole): readonly OldTable[] =>
  tables.filter(({ name }) => roleOf(name) === role);

function related(
  tables: readonly OldTable[],
  keyOf: KeyOf,
  problems: Problems,
  taken: Map<OldTable, number>,
): readonly Placed[] {
  return ofRole(tables, 'relationships').flatMap((table) => {
    const links = table.rows.flatMap((row, at): readonly Placed[] => {
      const parent = keyOf(textOf(row['parent_asset_id']) ?? '', anywhere);
      const child = keyOf(textOf(row['child_asset_id']) ?? '', anywhere);
      const type = textOf(row['relationship_type']);
      if (parent !== null && child !== null && isRelation(type)) {
        const metadata = objectOf(row['metadata']);
        const said = metadata !== null && Object.keys(metadata).length > 0 ? { metadata } : {};
        return [{ parent, child, type, sequence: sequenceOf(row), ...said }];
      }
      const reason = isRelation(type)
        ? 'one of its two rows is not taken'
        : `“${type ?? ''}” is no way of belonging together`;
      problems.push({ table: table.name, row: at + 1, what: 'link', reason });
      return [];
    });
    taken.set(table, links.length);
    return links;
  });
}

/** Each film project is a collection too: the film, its scenes and shots in order, and what they use. */
function ofFilms(drafts: readonly Draft[], links: readonly OldLink[]): readonly OldCollection[] {
  const parts = new Map<OldKey, OldKey[]>();
  for (const { parent, child, type } of links) {
    if (type === 'part_of' || type === 'generated_from' || type === 'used_in') {
      parts.set(parent, [...(parts.get(parent) ?? []), child]);
    }
  }
  return drafts
    .filter(({ role }) => role === 'films')
    .map(({ record }) => {
      const members = new Set<OldKey>();
      const walk = (key: OldKey): void => {
        if (members.has(key)) return;
        members.add(key);
        for (const part of parts.get(key) ?? []) walk(part);
      };
      walk(record.key);
      const { key, name } = record;
      return { key, name, type: 'project', metadata: {}, members: [...members] };
    });
}

const types = ['project', 'character', 'storyboard', 'library'] as const;

function given(
  tables: readonly OldTable[],
  keyOf: KeyOf,
  problems: Problems,
  taken: Map<OldTable, number>,
): readonly OldCollection[] {
  const memberships = ofRole(tables, 'members').flatMap((table) => {
    taken.set(table, 0);
    return table.rows
      .map((row, at) => ({ table, row, at }))
      .toSorted((one, other) => sequenceOf(one.row) - sequenceOf(other.row));
  });
  return ofRole(tables, 'collections').flatMap((table) => {
    const lists = table.rows.flatMap((row, at): readonly OldCollection[] => {
      const id = textOf(row['id']);
      const said = textOf(row['type']);
      const type = types.find((one) => one === said) ?? 'library';
      if (id === null) {
        const reason = 'it has no id';
        problems.push({ table: table.name, row: at + 1, column: 'id', what: 'left', reason });
        return [];
      }
      const notes: Record<OldKey, JsonObject> = {};
      const members = memberships.flatMap((one) => {
        if (textOf(one.row['collection_id']) !== id) return [];
        const key = keyOf(textOf(one.row['asset_id']) ?? '', anywhere);
        if (key !== null) {
          const note = objectOf(one.row['metadata']) ?? {};
          if (Object.keys(note).length > 0) notes[key] = note;
          taken.set(one.table, (taken.get(one.table) ?? 0) + 1);
          return [key];
        }
        const reason = 'its asset is not among the rows that are taken';
        problems.push({ table: one.table.name, row: one.at + 1, what: 'link', reason });
        return [];
      });
      const description = textOf(row['description']);
      return [
        {
          key: `collections/${id}`,
          name: (textOf(row['name']) ?? `Collection ${at + 1}`).slice(0, 255),
          type,
          ...(description === null ? {} : { description }),
          metadata: objectOf(row['metadata']) ?? {},
          members: [...new Set(members)],
          ...(Object.keys(notes).length === 0 ? {} : { notes }),
        },
      ];
    });
    taken.set(table, lists.length);
    return lists;
  });
}
