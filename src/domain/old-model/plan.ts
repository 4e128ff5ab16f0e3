/**
 * What the tables of an older model become here: read by what their columns mean, nothing thrown
 * away. A cell that has no place is kept in the metadata under its own name; one that does not fit
 * its place under "old_…", and that is told. Pure: the same tables give the same plan.
 */
import { assetOrigins, mediaKinds, type AssetKind } from '#domain/asset.ts';
import type { OldCollection, OldKey, OldLink, OldRecord } from '#domain/contract/old-model.ts';
import type { Sha256 } from '#domain/id.ts';
import { kindOfWord, kindSchema } from '#domain/kinds/registry.ts';
import { cleanName } from '#domain/name.ts';
import { languageTag } from '#domain/texts.ts';
import { cellFor, costOf, generationOf, type Meaning, OldCells, provenanceOf } from './cells.ts';
import { fileFinder } from './files.ts';
import { planGroups } from './groups.ts';
import {
  commonColumns,
  counted,
  fieldColumns,
  kindOfRole,
  references,
  roleOf,
  type OldRole,
} from './tables.ts';
import {
  flagOf,
  isNothing,
  keptCell,
  listOf,
  numberOf,
  objectOf,
  textOf,
  timeOf,
  type OldRow,
  type OldTable,
} from './values.ts';

/** Something that a person should know of a row before it is entered. */
export interface OldProblem {
  readonly table: string;
  /** 1 is the first row; 0 the table as a whole. */
  readonly row: number;
  readonly column?: string;
  /** `left`: the row stays out. `link`: it comes without a link. `kept`: a cell is kept aside. */
  readonly what: 'left' | 'link' | 'kept';
  readonly reason: string;
}

/** A table of the files and what it becomes. */
export interface OldTablePlan {
  readonly table: string;
  readonly file: string;
  readonly role: OldRole | null;
  readonly rows: number;
  /** Rows that become assets, links or memberships. */
  readonly taken: number;
}

export interface OldPlan {
  readonly tables: readonly OldTablePlan[];
  readonly records: readonly OldRecord[];
  readonly links: readonly OldLink[];
  readonly collections: readonly OldCollection[];
  readonly problems: readonly OldProblem[];
}

/** A row that becomes an asset, on the way there. */
export interface Draft {
  readonly table: OldTable;
  readonly role: OldRole;
  readonly at: number;
  readonly row: OldRow;
  readonly id: string;
  readonly record: OldRecord;
}

const isMedia = (kind: AssetKind): boolean => mediaKinds.some((one) => one === kind);
const isOrigin = (text: string | null): text is (typeof assetOrigins)[number] =>
  assetOrigins.some((one) => one === text);

type Told = (what: OldProblem['what'], reason: string, column?: string) => void;

/** Everything that the tables say. `chosen` are the paths of the media files beside them. */
export function planOldModel(tables: readonly OldTable[], chosen: readonly string[]): OldPlan {
  const problems: OldProblem[] = [];
  const drafts: Draft[] = [];
  const find = fileFinder(chosen);
  const seen = new Set<OldKey>();
  for (const table of tables) {
    const role = roleOf(table.name);
    if (role === null || role === 'relationships' || role === 'collections' || role === 'members') {
      continue;
    }
    for (const [at, row] of table.rows.entries()) {
      const told: Told = (what, reason, column) =>
        problems.push({
          table: table.name,
          row: at + 1,
          what,
          reason,
          ...(column === undefined ? {} : { column }),
        });
      const draft = draftOf({ table, role, at, row }, find, told);
      if (draft === null) continue;
      if (seen.has(draft.record.key)) told('left', `another row has the id ${draft.id} too`, 'id');
      else {
        seen.add(draft.record.key);
        drafts.push(draft);
      }
    }
  }
  const groups = planGroups(tables, drafts, problems);
  const taken = (table: OldTable): number =>
    groups.taken.get(table) ?? drafts.filter((draft) => draft.table === table).length;
  return {
    tables: tables.map((table) => ({
      table: table.name,
      file: table.file,
      role: roleOf(table.name),
      rows: table.rows.length,
      taken: taken(table),
    })),
    records: drafts.map(({ record }) => record),
    links: groups.links,
    collections: groups.collections,
    problems,
  };
}

function draftOf(
  one: Pick<Draft, 'table' | 'role' | 'at' | 'row'>,
  find: (path: string) => string | null,
  told: Told,
): Draft | null {
  const cells = new OldCells(one.row);
  const id = textOf(cells.of('id'));
  if (id === null) return (told('left', 'it has no id', 'id'), null);
  const type = one.role === 'assets' ? textOf(cells.first(['type', 'kind'])?.cell) : null;
  const word = kindOfWord(kindOfRole[one.role] ?? type ?? '');
  if (!word.ok) {
    const { failure } = word;
    return (told('left', 'reason' in failure ? failure.reason : failure.code, 'type'), null);
  }
  const { kind } = word.value;
  const media = isMedia(kind);
  const schema = kindSchema(kind);
  if (!media && schema === undefined)
    return (told('left', `${kind} is not made here`, 'type'), null);
  if (id.length > 200) return (told('left', 'its id is longer than 200 characters', 'id'), null);
  /** Cells that have no place where they belong. */
  const aside: Record<string, unknown> = {};
  const read = <Value>(meaning: Meaning, parse: (cell: unknown) => Value | null): Value | null => {
    const there = cells.first(commonColumns[meaning]);
    const value = there === null ? null : parse(there.cell);
    if (there !== null && value === null) {
      aside[`old_${there.column}`] = keptCell(there.cell);
      told('kept', `“${textOf(there.cell)?.slice(0, 80) ?? '…'}” cannot be taken`, there.column);
    }
    return value;
  };
  const path = media ? read('path', textOf) : null;
  const sha256 = media ? read('sha256', hashOf) : null;
  const url = read('url', webAddress);
  const found = path === null ? null : find(path);
  if (media && found === null && sha256 === null) {
    const where = path ?? url ?? '';
    const reason =
      where === ''
        ? 'it names no file'
        : `its file ${where} is not among the chosen ones; choose it too and import again`;
    return (told('left', reason, 'file_path'), null);
  }
  const source = read('source', (cell) => within(cell, 500));
  const origin = isOrigin(source) ? source : word.value.origin;
  const created = read('created', timeOf);
  const generation = read('generation', generationOf);
  const cost = read('cost', costOf);
  const provenance = read('provenance', provenanceOf);
  const theme = read('theme', (cell) => within(cell, 500));
  const tags = read('tags', tagsOf) ?? [];
  const approved = read('approved', flagOf) === true;
  const hasText = schema?.hasText === true;
  const content = hasText ? read('content', (cell) => within(cell, 5_000_000)) : null;
  const language = hasText ? read('language', (cell) => languageTag(textOf(cell) ?? '')) : null;
  const place = numberOf(one.row['sequence'] ?? one.row['order_index']) ?? one.at + 1;
  const nameless = `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)} ${place}`;
  const said = cells.text('name') ?? path?.replace(/^.*[\\/]/, '') ?? nameless;
  const name = cleanName(said, nameless);
  if (name !== said) {
    aside['old_name'] = said;
    told('kept', 'its name is shortened or cleaned', 'name');
  }
  return {
    ...one,
    id,
    record: {
      key: `${one.role}/${id}`,
      kind,
      name,
      metadata: { ...metadataOf(cells, kind, told), ...aside },
      ...(content === null ? {} : { content }),
      ...(language === null ? {} : { language }),
      ...(url === null ? {} : { url }),
      ...(tags.length === 0 ? {} : { tags }),
      ...(found === null ? {} : { path: found }),
      ...(sha256 === null ? {} : { sha256 }),
      ...(created === null ? {} : { created_at: created }),
      ...(origin === undefined ? {} : { origin }),
      ...(source === null || isOrigin(source) ? {} : { source }),
      ...(theme === null ? {} : { theme }),
      ...(provenance === null ? {} : { provenance }),
      ...(approved ? { approved } : {}),
      ...(generation === null ? {} : { generation }),
      ...(cost === null ? {} : { cost_micros: cost }),
    },
  };
}

/** A text of at most so many characters. */
const within = (cell: unknown, longest: number): string | null => {
  const text = textOf(cell);
  return text === null || text.length > longest ? null : text;
};

/** An address that a browser may open safely. */
const webAddress = (cell: unknown): string | null => {
  const text = within(cell, 4096)?.trim() ?? '';
  return /^https?:\/\/[^\s/]/i.test(text) ? text : null;
};

const hashOf = (cell: unknown): Sha256 | null => {
  const text = textOf(cell)?.trim().toLowerCase() ?? '';
  // The border: a text of this form is a hash.
  return /^[0-9a-f]{64}$/.test(text) ? (text as Sha256) : null;
};

const tagsOf = (cell: unknown): readonly string[] | null => {
  const tags = listOf(cell);
  return tags.length <= 200 && tags.every((tag) => tag.length <= 100) ? tags : null;
};

/** Fields of the kind from their columns and from the old metadata; everything else kept. */
function metadataOf(cells: OldCells, kind: AssetKind, told: Told): Record<string, unknown> {
  const metadata: Record<string, unknown> = {};
  const inner = new OldCells(objectOf(cells.of('metadata')) ?? {});
  const pointers = new Set((references[kind] ?? []).flatMap(({ columns }) => columns));
  for (const field of kindSchema(kind)?.fields ?? []) {
    const columns = [field.key, ...(fieldColumns[field.key] ?? [])];
    const found = cells.first(columns) ?? inner.first(columns);
    if (found === null) continue;
    const value = cellFor(field, found.cell);
    if (value !== undefined) metadata[field.key] = value;
    else {
      metadata[`old_${found.column}`] = keptCell(found.cell);
      told('kept', `${field.label} cannot be “${textOf(found.cell) ?? '…'}” here`, found.column);
    }
  }
  // What is read out of the file, or counted, is not to be mixed up with what the old model said.
  for (const [column, cell] of [...inner.rest(), ...cells.rest()]) {
    if (isNothing(cell)) continue;
    const isAside = isMedia(kind) || counted.has(column) || pointers.has(column);
    metadata[isAside ? `old_${column}` : column] = keptCell(cell);
  }
  return metadata;
}
