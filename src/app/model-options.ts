/** Fields of a task with the choices that only the library knows: models that were added. */
import { useMemo } from 'react';

import type { LocalModelRow } from '#domain/contract/models.ts';
import type { ModelManifest } from '#domain/local-model.ts';
import type { Field } from '#domain/task-kind.ts';
import { useLiveQuery } from './inkreel.ts';
import { modelOptionWords as words } from './words/model-options.ts';

/** What may be done with its results, and under which licence. */
export const modelHelp = ({ licence, commercial_use: sold }: LocalModelRow): string =>
  sold === 1
    ? words.sellable(licence)
    : sold === 0
      ? words.private(licence)
      : words.unknown(licence);

const optionOf = (row: LocalModelRow) => {
  // The border: the column was parsed when it was written.
  const { task, scale } = JSON.parse(row.manifest) as ModelManifest;
  const label = task === 'upscale' ? words.enlarger(row.name, scale) : words.model(row.name);
  return { value: row.id as string, label, help: modelHelp(row) };
};

/** The fields as they can be chosen now; the same as given until the library has answered. */
export function useFields(fields: readonly Field[]): readonly Field[] {
  const asks = fields.some((field) => field.type === 'choice' && field.optionsFrom !== undefined);
  const rows = useLiveQuery('localModels', asks ? { ready: true } : null).value;
  return useMemo(
    () =>
      fields.map((field) => {
        if (field.type !== 'choice' || field.optionsFrom === undefined || !rows) return field;
        const own = rows.filter(({ task }) => task === field.optionsFrom).map(optionOf);
        return { ...field, options: [...field.options, ...own] };
      }),
    [fields, rows],
  );
}
