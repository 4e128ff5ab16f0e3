import type { LocalModelRow } from '#domain/contract/models.ts';
import type { LocalModelId, TaskId } from '#domain/id.ts';
import { cleanName } from '#domain/name.ts';
import { positionBetween } from '#domain/position.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { modelFacts, modelManifest, modelTest } from '../model-input.ts';
import { setColumns } from '../rows.ts';
import type { Scope } from '../scope.ts';
import { insertTask, lastPosition } from '../task-rows.ts';
import { command } from './command.ts';

const licence = z.string().check(z.minLength(1), z.maxLength(1000));

const readModel = (scope: Scope, id: string): LocalModelRow | undefined =>
  scope.connection.one<LocalModelRow>('SELECT * FROM local_models WHERE id = ?', [id]);

const gone = (id: string): Result<never> => fail({ code: 'not_found', what: 'model', id });

/** Queues the test of a model, unless one waits already. */
function queueTest(scope: Scope, model: string): TaskId {
  const waiting = scope.connection.one<{ id: TaskId }>(
    `SELECT id FROM tasks WHERE kind = 'test_model' AND status = 'pending'
       AND params ->> '$.model' = ?`,
    [model],
  );
  if (waiting !== undefined) return waiting.id;
  const kind = scope.kindOf('test_model');
  return insertTask(scope, {
    kind: 'test_model',
    lane: kind?.lane ?? 'gpu',
    params: { model },
    max_attempts: kind?.max_attempts ?? 1,
    // Somebody waits for it before anything else can be done with the model.
    priority: 10,
    position: positionBetween(lastPosition(scope.connection), null),
  }) as TaskId;
}

const flag = (value: boolean | null): 0 | 1 | null => (value === null ? null : value ? 1 : 0);

/** Whether a licence lets a model be used without a person's word. */
const mayBeUsed = (row: Pick<LocalModelRow, 'commercial_use' | 'accepted_at'>): boolean =>
  row.commercial_use === 1 || row.accepted_at !== null;

const unaccepted: Result<never> = fail({
  code: 'not_allowed',
  what: 'The model',
  reason: 'its licence has to be accepted first',
});

export const modelCommands = {
  addModel: command<'addModel'>(
    z.strictObject({
      name: shape.name,
      manifest: modelManifest,
      facts: modelFacts,
      blob: shape.sha256,
      size: z.int().check(z.gte(1)),
      licence,
      commercial_use: z.nullable(z.boolean()),
      source_url: z.optional(z.nullable(shape.text(4000))),
      catalogue: z.optional(z.nullable(shape.text(100))),
      accepted: z.boolean(),
    }),
    (scope, input) => {
      if (!input.accepted && input.commercial_use !== true) return unaccepted;
      const same = scope.connection.one<Pick<LocalModelRow, 'id' | 'name' | 'missing'>>(
        `SELECT id, name, missing FROM local_models WHERE blob = ? AND task = ?`,
        [input.blob, input.manifest.task],
      );
      if (same?.missing === 1) {
        // It is whole again, under its own name and settings; tested anew, for nothing ran meanwhile.
        setColumns(scope.connection, 'local_models', same.id, {
          missing: 0,
          accepted_at: input.accepted ? scope.at : undefined,
          updated_at: scope.at,
        });
        return ok({ model: same.id, task: queueTest(scope, same.id) });
      }
      if (same !== undefined) {
        return fail({ code: 'conflict', reason: `the same file is here as “${same.name}”` });
      }
      const id = scope.newId() as LocalModelId;
      scope.connection.run(
        `INSERT INTO local_models (id, name, task, manifest, facts, blob, size, licence,
           commercial_use, source_url, catalogue, accepted_at, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13)`,
        [
          id,
          cleanName(input.name, 'Model'),
          input.manifest.task,
          JSON.stringify(input.manifest),
          JSON.stringify(input.facts),
          input.blob,
          input.size,
          input.licence,
          flag(input.commercial_use),
          input.source_url ?? null,
          input.catalogue ?? null,
          input.accepted ? scope.at : null,
          scope.at,
        ],
      );
      return ok({ model: id, task: queueTest(scope, id) });
    },
    true,
  ),

  updateModel: command<'updateModel'>(
    z.strictObject({
      model: shape.uuid,
      changes: z.strictObject({
        name: z.optional(shape.name),
        manifest: z.optional(modelManifest),
        licence: z.optional(licence),
        commercial_use: z.optional(z.nullable(z.boolean())),
        accepted: z.optional(z.boolean()),
        enabled: z.optional(z.boolean()),
      }),
    }),
    (scope, { model, changes }) => {
      const row = readModel(scope, model);
      if (row === undefined) return gone(model);
      const manifest =
        changes.manifest === undefined ? row.manifest : JSON.stringify(changes.manifest);
      const isOther = manifest !== row.manifest;
      const commercial =
        changes.commercial_use === undefined ? row.commercial_use : flag(changes.commercial_use);
      const accepted =
        changes.accepted === undefined
          ? row.accepted_at
          : changes.accepted
            ? (row.accepted_at ?? scope.at)
            : null;
      const allowed = mayBeUsed({ commercial_use: commercial, accepted_at: accepted });
      const passed = row.test !== null && (JSON.parse(row.test) as { passed: boolean }).passed;
      if (changes.enabled === true && !allowed) return unaccepted;
      if (changes.enabled === true && (isOther || !passed)) {
        return fail({
          code: 'not_allowed',
          what: row.name,
          reason: 'it has not passed its test with these settings',
        });
      }
      if (changes.enabled === true && row.missing === 1) {
        const reason = 'its file is not on this device';
        return fail({ code: 'not_allowed', what: row.name, reason });
      }
      const enabled = !isOther && allowed && (changes.enabled ?? row.enabled === 1);
      setColumns(scope.connection, 'local_models', row.id, {
        name: changes.name === undefined ? row.name : cleanName(changes.name, 'Model'),
        task: changes.manifest?.task ?? row.task,
        manifest,
        licence: changes.licence ?? row.licence,
        commercial_use: commercial,
        accepted_at: accepted,
        test: isOther ? null : row.test,
        enabled: enabled ? 1 : 0,
        updated_at: scope.at,
      });
      if (isOther) queueTest(scope, row.id);
      return ok({ changed: 1 });
    },
    true,
  ),

  removeModel: command<'removeModel'>(
    z.strictObject({ model: shape.uuid }),
    ({ connection }, { model }) => {
      const changed = connection.run('DELETE FROM local_models WHERE id = ?', [model]);
      return changed === 0 ? gone(model) : ok({ changed });
    },
    true,
  ),

  noteModelTest: command<'noteModelTest'>(
    z.strictObject({
      model: shape.uuid,
      test: modelTest,
      manifest: modelManifest,
      tested: shape.text(100_000),
    }),
    (scope, { model, test, manifest, tested }) => {
      const row = readModel(scope, model);
      if (row === undefined) return gone(model);
      // Somebody changed it meanwhile: a test of the new settings waits already.
      if (row.manifest !== tested) return ok({ changed: 0 });
      setColumns(scope.connection, 'local_models', row.id, {
        // A test may find that it is for other work than its file let guess.
        task: manifest.task,
        manifest: JSON.stringify(manifest),
        test: JSON.stringify(test),
        enabled: test.passed && mayBeUsed(row) && row.missing === 0 ? 1 : 0,
        updated_at: scope.at,
      });
      return ok({ changed: 1 });
    },
  ),
};
