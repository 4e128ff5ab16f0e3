/**
 * What a bulk change would do, asset by asset. The preview shows this plan and the command writes
 * it: one computation, so that what was shown is what is done.
 */
import type { BulkEdit, BulkField, PreviewedAsset } from '#domain/contract/bulk.ts';
import type { AssetId } from '#domain/id.ts';
import { nameChanger, type Nameable } from '#domain/name-pattern.ts';
import { ok, type Result } from '#domain/result.ts';
import { nameKey } from '#domain/search.ts';
import type { Connection, Value } from '../connection.ts';
import { columnsOf } from './commands/assets.ts';
import { holdWords } from './held-words.ts';
import { givenTag, tagFor } from './tag-tree.ts';

type Scalar = string | number | null;

/** One cell of an asset that changes. */
interface Cell {
  readonly field: BulkField;
  readonly before: Scalar;
  readonly after: Scalar;
}

/** What changes on one asset. */
export interface PlannedAsset {
  readonly id: AssetId;
  readonly name: string;
  readonly rename: string | null;
  readonly cells: readonly Cell[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export interface Plan {
  /** How many assets were looked at. */
  readonly assets: number;
  /** Those that change, in the order of the selection. */
  readonly changed: readonly PlannedAsset[];
}

type Row = Nameable & Readonly<Record<BulkField, Scalar>> & { readonly id: AssetId };

/** Which assets of a selection bear which of these tags. */
export function bearersOf(
  connection: Connection,
  ids: string,
  tags: readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const bearers = new Map<string, Set<string>>(tags.map((tag) => [tag, new Set()]));
  if (tags.length === 0) return bearers;
  for (const { tag, id } of connection.all<{ tag: string; id: string }>(
    `SELECT t.tag, t.asset_id AS id FROM json_each(?1) AS wanted
     CROSS JOIN asset_tags t ON t.asset_id = wanted.value
     WHERE t.tag IN (SELECT value FROM json_each(?2))`,
    [ids, JSON.stringify(tags)],
  )) {
    bearers.get(tag)?.add(id);
  }
  return bearers;
}

/** Plans a bulk edit; assets that are gone are passed over. */
export function planEdit(
  connection: Connection,
  assets: readonly AssetId[],
  edit: BulkEdit,
): Result<Plan> {
  const ids = JSON.stringify([...new Set(assets)]);
  const rename = edit.names === undefined ? null : nameChanger(edit.names);
  if (rename !== null && !rename.ok) return rename;
  const add: string[] = [];
  for (const given of edit.add_tags ?? []) {
    const tag = givenTag(connection, given, 'add_tags');
    if (!tag.ok) return tag;
    if (!add.includes(tag.value)) add.push(tag.value);
  }
  const remove = [
    ...new Set((edit.remove_tags ?? []).map((given) => tagFor(connection, given.trim()))),
  ].filter((tag) => !add.includes(tag));
  const bearers = bearersOf(connection, ids, [...add, ...remove]);
  // The names of columns of assets are the names of the fields.
  const columns = columnsOf(edit.set ?? {}) as readonly (readonly [BulkField, Scalar])[];
  const rows = connection.all<Row>(
    `SELECT a.id, a.name, a.kind, a.width, a.height,
       date(a.created_at / 1000, 'unixepoch') AS day, a.theme, a.source, a.provenance,
       a.approved, a.review, a.rating, a.alt_text, a.project_id, a.is_master_reference,
       a.starred
     FROM json_each(?) AS wanted CROSS JOIN assets a ON a.id = wanted.value ORDER BY wanted.key`,
    [ids],
  );
  const after = Object.fromEntries(columns);
  const changed: PlannedAsset[] = [];
  for (const [place, row] of rows.entries()) {
    const name = rename === null ? row.name : rename.value({ ...row, ...after }, place);
    const planned: PlannedAsset = {
      id: row.id,
      name: row.name,
      rename: name === row.name ? null : name,
      cells: columns
        .filter(([field, value]) => row[field] !== value)
        .map(([field, value]) => ({ field, before: row[field], after: value })),
      add: add.filter((tag) => bearers.get(tag)?.has(row.id) !== true),
      remove: remove.filter((tag) => bearers.get(tag)?.has(row.id) === true),
    };
    if (isChange(planned)) changed.push(planned);
  }
  return ok({ assets: rows.length, changed });
}

export const isChange = ({ rename, cells, add, remove }: PlannedAsset): boolean =>
  rename !== null || cells.length + add.length + remove.length > 0;

/** Groups of ids by what they share, as JSON arrays. */
function grouped(entries: Iterable<readonly [string, string]>): ReadonlyMap<string, string> {
  const groups = new Map<string, string[]>();
  for (const [key, id] of entries) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [id]);
    else group.push(id);
  }
  return new Map([...groups].map(([key, ids]) => [key, JSON.stringify(ids)]));
}

/** Writes a plan; gives the number of assets that it changed. */
export function writePlan(connection: Connection, { changed }: Plan, at: number): number {
  const cells = grouped(
    changed
      .filter((asset) => asset.cells.length > 0)
      .map((asset) => [
        JSON.stringify(asset.cells.map((cell) => [cell.field, cell.after])),
        asset.id,
      ]),
  );
  for (const [key, ids] of cells) {
    // The border: it was written as JSON some lines above.
    const columns = JSON.parse(key) as readonly (readonly [BulkField, Value])[];
    connection.run(
      `UPDATE assets SET ${columns.map(([column]) => `${column} = ?`).join(', ')}, updated_at = ?
       WHERE id IN (SELECT value FROM json_each(?))`,
      [...columns.map(([, value]) => value), at, ids],
    );
  }
  const renamed = changed.flatMap(({ id, rename }) =>
    rename === null ? [] : [[id, rename, nameKey(rename)]],
  );
  if (renamed.length > 0) {
    connection.run(
      `UPDATE assets SET name = fresh.name, name_key = fresh.key, updated_at = ?2
       FROM (SELECT value ->> 0 AS id, value ->> 1 AS name, value ->> 2 AS key FROM json_each(?1))
         AS fresh
       WHERE assets.id = fresh.id`,
      [JSON.stringify(renamed), at],
    );
  }
  const each = (which: 'add' | 'remove') =>
    grouped(changed.flatMap((asset) => asset[which].map((tag) => [tag, asset.id] as const)));
  const tagged = JSON.stringify(
    changed.filter(({ add, remove }) => add.length + remove.length > 0).map(({ id }) => id),
  );
  holdWords(connection, tagged, () => {
    for (const [tag, ids] of each('remove')) {
      connection.run(
        `DELETE FROM asset_tags WHERE tag = ? AND asset_id IN (SELECT value FROM json_each(?))`,
        [tag, ids],
      );
    }
    for (const [tag, ids] of each('add')) {
      connection.run(
        `INSERT INTO asset_tags (asset_id, tag, created_at)
         SELECT value, ?2, ?3 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
        [ids, tag, at],
      );
    }
  });
  connection.run('UPDATE assets SET updated_at = ? WHERE id IN (SELECT value FROM json_each(?))', [
    at,
    tagged,
  ]);
  return changed.length;
}

/** How many assets change in each field, in the order in which the fields first appear. */
export function byField({ changed }: Plan) {
  const counts = new Map<BulkField | 'name' | 'tags', number>();
  const count = (field: BulkField | 'name' | 'tags'): void => {
    counts.set(field, (counts.get(field) ?? 0) + 1);
  };
  for (const asset of changed) {
    if (asset.rename !== null) count('name');
    for (const { field } of asset.cells) count(field);
    if (asset.add.length + asset.remove.length > 0) count('tags');
  }
  return [...counts].map(([field, number]) => ({ field, changed: number }));
}

/** The first assets of a plan, as before → after. */
export function sampleOf(
  connection: Connection,
  { changed }: Plan,
  size: number,
): readonly PreviewedAsset[] {
  return changed.slice(0, size).map((asset) => {
    const tags = connection
      .all<{ tag: string }>('SELECT tag FROM asset_tags WHERE asset_id = ? ORDER BY tag', [
        asset.id,
      ])
      .map(({ tag }) => tag);
    const next = [...tags.filter((tag) => !asset.remove.includes(tag)), ...asset.add];
    return {
      id: asset.id,
      name: asset.name,
      changes: [
        ...(asset.rename === null
          ? []
          : [{ field: 'name' as const, before: asset.name, after: asset.rename }]),
        ...asset.cells,
        ...(asset.add.length + asset.remove.length === 0
          ? []
          : [
              {
                field: 'tags' as const,
                before: tags.join(', ') || null,
                after: next.toSorted().join(', ') || null,
              },
            ]),
      ],
    };
  });
}
