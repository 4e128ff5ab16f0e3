/** What the small library of the component tests tells of a selection; never in the app. */
import type { AssetRow } from '#domain/asset.ts';
import { bulkFields, type BulkField } from '#domain/contract/bulk.ts';

const chosen = (assets: readonly AssetRow[], ids: readonly string[]): readonly AssetRow[] =>
  assets.filter((one) => ids.includes(one.id));

/** The facts that tools and acts depend on. */
export const selectionFactsOf = (assets: readonly AssetRow[], ids: readonly string[]) => {
  const rows = chosen(assets, ids);
  return {
    assets: rows.length,
    size: rows.reduce((sum, one) => sum + (one.size ?? 0), 0),
    groups: rows.map((one) => ({
      kind: one.kind,
      state: one.state,
      trashed: one.deleted_at !== null,
      has_file: one.blob !== null,
      readable: true,
      count: 1,
    })),
  };
};

/** The values of each field, compared. */
export const commonValuesOf = (assets: readonly AssetRow[], ids: readonly string[]) => {
  const rows = chosen(assets, ids);
  const valuesOf = (field: BulkField) => {
    const values = [...new Set(rows.map((one) => one[field]))];
    return { different: values.length, values: values.map((value) => ({ value, count: 1 })) };
  };
  return {
    assets: rows.length,
    size: 0,
    fields: Object.fromEntries(bulkFields.map((field) => [field, valuesOf(field)])),
    tags: [],
  };
};
