import { describe, expect, test } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import type { LocalModelRow } from '#domain/contract/models.ts';
import { guessedFace } from '#domain/face.ts';
import type { LocalModelId } from '#domain/id.ts';
import type { KnownModels } from '#domain/task-kind.ts';

import { faceSwap, type FaceSwapParams } from './task.ts';

const swapper = '0197a3c0-0000-7000-8000-000000000001' as LocalModelId;
const finder = '0197a3c0-0000-7000-8000-000000000002' as LocalModelId;
const points = guessedFace({ width: 300, height: 400 });

const row = (id: LocalModelId, task: string, changes: Partial<LocalModelRow> = {}) =>
  ({
    id,
    task,
    name: task,
    licence: `licence of ${task}`,
    commercial_use: 1,
    enabled: 1,
    manifest: JSON.stringify({ scale: 1 }),
    ...changes,
  }) as LocalModelRow;

const library = (...rows: readonly LocalModelRow[]): KnownModels => ({
  model: (id) => rows.find((one) => one.id === id) ?? null,
});

function completed(given: object, known: KnownModels): FaceSwapParams {
  const parsed = faceSwap.parse({ face: 'f', ...given });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure));
  const params = faceSwap.complete?.(parsed.value, known);
  if (!params?.ok) throw new Error(JSON.stringify(params));
  // What is stored is read again before it runs.
  expect(faceSwap.parse(params.value)).toEqual(params);
  return params.value;
}

const source = { id: 's', name: 'a.png', format: 'png', width: 30, height: 20 } as AssetRow;
const generationOf = (params: FaceSwapParams) => faceSwap.placeholder?.(source, params).generation;

describe('face_swap', () => {
  test('wants points, or a model that finds them', () => {
    expect(faceSwap.parse({ face: 'f', from: points, to: points })).toMatchObject({ ok: true });
    expect(faceSwap.parse({ face: 'f', from: points })).toMatchObject({ failure: { field: 'to' } });
    expect(faceSwap.parse({ face: 'f', to: points })).toMatchObject({ failure: { field: 'from' } });
    expect(faceSwap.parse({ face: 'f', detector: finder })).toMatchObject({ ok: true });
    const upsideDown = { ...points, mouthLeft: points.eyeLeft, eyeLeft: points.mouthLeft };
    expect(faceSwap.parse({ face: 'f', from: upsideDown, to: points })).toMatchObject({
      ok: false,
    });
  });

  test('takes only models for this work that are ready, and believes no caller of them', () => {
    const given = { face: 'f', detector: finder };
    const parsed = faceSwap.parse(given);
    if (!parsed.ok) throw new Error('not parsed');
    for (const known of [
      library(),
      library(row(finder, 'face_swap')),
      library(row(finder, 'face_detection', { enabled: 0 })),
    ]) {
      expect(faceSwap.complete?.(parsed.value, known)).toMatchObject({ ok: false });
    }
    const free = { id: 'x', name: 'Free', scale: 1, licence: 'MIT', commercial_use: true };
    const claimed = completed({ from: points, to: points, model: free }, library());
    expect(claimed).not.toHaveProperty('model');
  });

  test('names the model that makes it with its licence, and of two licences the stricter counts', () => {
    expect(generationOf(completed({ from: points, to: points }, library()))).toMatchObject({
      provider: 'inkreel',
      model: 'face swap 1',
    });
    const free = row(finder, 'face_detection');
    const strict = row(finder, 'face_detection', { commercial_use: 0 });
    const model = row(swapper, 'face_swap');
    const both = { detector: finder, method: swapper };
    const found = generationOf(completed({ detector: finder }, library(free)));
    expect(found).toMatchObject({
      model: 'face swap 1',
      params: { detector_name: 'face_detection' },
    });
    expect(found).not.toHaveProperty('commercial_use');
    expect(generationOf(completed(both, library(free, model)))).toMatchObject({
      provider: 'local',
      model: 'face_swap',
      model_license: 'licence of face_swap',
      commercial_use: true,
      params: { model_id: swapper },
    });
    expect(generationOf(completed(both, library(strict, model)))).toMatchObject({
      model: 'face_swap, face_detection',
      model_license: 'licence of face_swap; licence of face_detection',
      commercial_use: false,
    });
    const unknown = row(finder, 'face_detection', { commercial_use: null });
    const nobodySaid = generationOf(completed(both, library(unknown, model)));
    expect(nobodySaid).toHaveProperty('model_license');
    expect(nobodySaid).not.toHaveProperty('commercial_use');
  });

  test('leaves the picture of the new face itself alone, unless two faces in it are placed', () => {
    const itself = { ...source, state: 'ready', blob: 'b', id: 'f' } as unknown as AssetRow;
    const refused = (given: object): string | null =>
      faceSwap.refuses?.(itself, completed(given, library(row(finder, 'face_detection')))) ?? null;
    expect(refused({ detector: finder })).toContain('new face itself');
    expect(refused({ from: points, to: points })).toBeNull();
  });
});
