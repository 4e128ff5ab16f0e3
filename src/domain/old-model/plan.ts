/**
 * What the tables of an older model become here: read by what their columns mean, nothing thrown
 * away. A cell that has no place is kept in the metadata under its own name; one that does not fit
 * its place under "old_…", and that is told. Pure: the same tables give the same plan.
 */
import { assetOrigins, mediaKinds, type AssetKind } from '#domain/asset.ts';
import type { OldCollection, OldKey, OldLink, OldRecord } from '#domain/contract/old-model.ts';
import type { Sha256 } from '#domain/id.ts';
import { kindOfWord, kindSchema } from '#domain/kinds/registry.ts';
import { languageTag } from '#domain/texts.ts';
import { cellFor, costOf, generationOf, isApproved, OldCells, provenanceOf } from './cells.ts';
import { fileFinder } from './files.ts';
import { planGroups } from './groups.ts';
import { counted, fieldColumns, kindOfRole, references, roleOf, type OldRole } from './tables.ts';
import {
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
  const path = cells.text('path');
  const hash = cells.text('sha256')?.toLowerCase() ?? null;
  // The border: a text of this form is a hash.
  const sha256 = hash !== null && /^[0-9a-f]{64}$/.test(hash) ? (hash as Sha256) : null;
  const found = path === null ? null : find(path);
  if (isMedia(kind) && found === null && sha256 === null) {
    const where = path ?? cells.text('url') ?? '';
    const reason =
      where === ''
        ? 'it names no file'
        : `its file ${where} is not among the chosen ones; choose it too and import again`;
    return (told('left', reason, 'file_path'), null);
  }
  const source = cells.text('source');
  const origin = isOrigin(source) ? source : word.value.origin;
  const created = timeOf(cells.of('created'));
  const generation = generationOf(cells.of('generation'));
  const cost = costOf(cells.of('cost'));
  const provenance = provenanceOf(cells.of('provenance'));
  const theme = cells.text('theme');
  const tags = listOf(cells.of('tags'));
  const approved = isApproved(cells.of('approved'));
  const url = cells.text('url');
  const hasText = kindSchema(kind)?.hasText === true;
  const content = hasText ? cells.text('content') : null;
  const said = cells.text('language');
  const language = hasText && said !== null ? languageTag(said) : null;
  if (said !== null && language === null) told('kept', `“${said}” is no language tag`, 'language');
  const key = `${one.role}/${id}`;
  const place = numberOf(one.row['sequence'] ?? one.row['order_index']) ?? one.at + 1;
  const nameless = `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)} ${place}`;
  const named = cells.text('name') ?? path?.replace(/^.*[\\/]/, '') ?? nameless;
  if (named.length > 255) told('kept', 'its name is cut at 255 characters', 'name');
  cells.of('updated');
  cells.of('workspace');
  const metadata = metadataOf(cells, kind, told);
  return {
    ...one,
    id,
    record: {
      key,
      kind,
      name: named.slice(0, 255),
      metadata: {
        ...metadata,
        ...(named.length > 255 ? { old_name: named } : {}),
        ...(said !== null && language === null ? { old_language: said } : {}),
      },
      ...(content === null ? {} : { content }),
      ...(language === null ? {} : { language }),
      ...(url === null ? {} : { url }),
      ...(tags.length === 0 ? {} : { tags }),
      ...(found === null || !isMedia(kind) ? {} : { path: found }),
      ...(sha256 === null || !isMedia(kind) ? {} : { sha256 }),
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

/** Fields of the kind from their columns and from the old metadata; everything else kept. */
function metadataOf(cells: OldCells, kind: AssetKind, told: Told): Record<string, unknown> {
  const metadata: Record<string, unknown> = {};
  const inner = new OldCells(objectOf(cells.of('metadata')) ?? {});
  const pointers = new Set((references[kind] ?? []).flatMap(({ columns }) => columns));
  for (const field of kindSchema(kind)?.fields ?? []) {
    const columns = [field.key, ...(fieldColumns[field.key] ?? [])];
    const found = cells.first(columns) ?? inner.first(columns);
    inner.first(columns);
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
