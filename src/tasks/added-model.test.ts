import { expect, test } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import type { LocalModelRow } from '#domain/contract/models.ts';
import type { LocalModelId } from '#domain/id.ts';
import type { KnownModels } from '#domain/task-kind.ts';
import { inpaint } from './inpaint/task.ts';
import { removeBackground } from './remove_background/task.ts';

const id = '0197a3c0-0000-7000-8000-000000000001' as LocalModelId;
const row = (task: string, changes: Partial<LocalModelRow> = {}) =>
  ({
    id,
    task,
    name: 'Found on the net',
    licence: 'unknown',
    commercial_use: null,
    enabled: 1,
    manifest: JSON.stringify({ scale: 1 }),
    ...changes,
  }) as LocalModelRow;
const library = (model: LocalModelRow | null): KnownModels => ({ model: () => model });
const source = { name: 'beach.png', width: 30, height: 20, format: 'png' } as AssetRow;

test('a placeholder names the model that will make it and its licence, as the result does', () => {
  for (const { kind, task, given } of [
    { kind: inpaint, task: 'inpaint', given: { mask: 'm', method: id } },
    { kind: removeBackground, task: 'matting', given: { method: id } },
  ] as const) {
    const parsed = kind.parse(given);
    if (!parsed.ok) throw new Error('not parsed');
    const params = kind.complete?.(parsed.value as never, library(row(task)));
    if (!params?.ok) throw new Error('not completed');
    // What is stored is read again before it runs.
    expect(kind.parse(params.value)).toEqual(params);
    const made = kind.placeholder?.(source, params.value as never);
    expect(made?.generation).toMatchObject({
      provider: 'local',
      model: 'Found on the net',
      model_license: 'unknown',
      params: { model_id: id },
    });
    expect(made?.generation).not.toHaveProperty('commercial_use');
    expect(made?.generation.params).not.toHaveProperty('model');
  }
});

test('what a caller says of a model is not believed', () => {
  const claimed = {
    mask: 'm',
    model: { id, name: 'Free', scale: 1, licence: 'MIT', commercial_use: true },
  };
  const parsed = inpaint.parse(claimed);
  if (!parsed.ok) throw new Error('not parsed');
  const params = inpaint.complete?.(parsed.value, library(null));
  expect(params).toMatchObject({ ok: true });
  expect(params?.ok && params.value).not.toHaveProperty('model');
  const off = row('inpaint', { enabled: 0 });
  expect(inpaint.complete?.({ ...parsed.value, method: id }, library(off))).toMatchObject({
    ok: false,
  });
});
