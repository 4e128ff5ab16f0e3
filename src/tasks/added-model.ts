/** Opens a model that a person added, for a run that was told its id. */
import * as z from 'zod/mini';

import type { ChosenModel, LocalModelRow } from '#domain/contract/models.ts';
import type { Generation } from '#domain/asset.ts';
import type { LocalModelId } from '#domain/id.ts';
import type { ModelManifest, ModelTask, ModelTest } from '#domain/local-model.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { KnownModels } from '#domain/task-kind.ts';
import type { RunnableModel } from '#models/local/manifest.ts';
import type { RuntimeChoice } from '#models/local/runtime.ts';
import type { TaskContext } from './context.ts';

/** Whether a method in the settings is the id of an added model. */
export const isModelId = (method: string): method is LocalModelId =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(method);

/** `ChosenModel` in the settings of a task: filled in when it is queued, never by a person. */
export const chosenModelSetting = z.optional(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    scale: z.int(),
    licence: z.string(),
    commercial_use: z.nullable(z.boolean()),
  }),
);

export interface AddedModel {
  readonly model: RunnableModel;
  /** The file of the model. */
  readonly bytes: Uint8Array;
  /** Where its test says that it works. */
  readonly choice: RuntimeChoice;
  readonly chosen: ChosenModel;
}

/** What a task keeps of a model in its settings. */
const chosenOf = (row: LocalModelRow): ChosenModel => ({
  id: row.id,
  name: row.name,
  scale: manifestOf(row).scale,
  licence: row.licence,
  commercial_use: row.commercial_use === null ? null : row.commercial_use === 1,
});

/** The border: the column was parsed when it was written. */
const manifestOf = (row: LocalModelRow): ModelManifest => JSON.parse(row.manifest) as ModelManifest;

const usable = (row: LocalModelRow | null, task: ModelTask): Result<LocalModelRow> => {
  if (row === null) return fail({ code: 'not_found', what: 'model' });
  if (row.task !== task) {
    return fail({ code: 'not_allowed', what: row.name, reason: 'it is for other work' });
  }
  return row.enabled === 1
    ? ok(row)
    : fail({ code: 'not_allowed', what: row.name, reason: 'it is switched off or not tested' });
};

/** Looks a model up when a task is queued (`TaskKind.complete`). */
export function chooseModel(
  library: KnownModels,
  id: string,
  task: ModelTask,
): Result<ChosenModel> {
  const row = usable(library.model(id), task);
  return row.ok ? ok(chosenOf(row.value)) : row;
}

/** Opens a model for a run, bytes and all. */
export async function openAddedModel(
  context: Pick<TaskContext, 'query' | 'openBlob'>,
  id: LocalModelId,
  task: ModelTask,
): Promise<Result<AddedModel>> {
  const row = usable(await context.query('localModel', { id }), task);
  if (!row.ok) return row;
  const file = await context.openBlob(row.value.blob);
  // The border: the column was parsed when it was written.
  const test = JSON.parse(row.value.test ?? 'null') as ModelTest | null;
  return ok({
    model: { ...manifestOf(row.value), id },
    bytes: new Uint8Array(await file.arrayBuffer()),
    choice: test?.withoutGpu ? { backend: 'wasm' } : {},
    chosen: chosenOf(row.value),
  });
}

/** The record of a result that an added model made: which, under which licence. */
export const addedModelGeneration = (
  { id, name, licence, commercial_use }: Omit<ChosenModel, 'id'> & { readonly id: string },
  { model: _known, ...params }: Readonly<Record<string, unknown>>,
): Generation => ({
  provider: 'local',
  model: name,
  params: { ...params, model_id: id },
  model_license: licence,
  ...(commercial_use === null ? {} : { commercial_use }),
});
