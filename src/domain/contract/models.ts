/** Models on this device: those that are shipped and those that a person added. */
import type { LocalModelId, Sha256, TaskId } from '#domain/id.ts';
import type { ModelFileFacts, ModelManifest, ModelTask, ModelTest } from '#domain/local-model.ts';

/** One row of `local_models`, column for column. JSON columns are text. */
export interface LocalModelRow {
  readonly id: LocalModelId;
  readonly name: string;
  readonly task: ModelTask;
  /** JSON of a `ModelManifest`. */
  readonly manifest: string;
  /** JSON of `ModelFileFacts`. */
  readonly facts: string;
  readonly blob: Sha256;
  readonly size: number;
  readonly licence: string;
  /** null: its licence does not say, or nobody looked. */
  readonly commercial_use: 0 | 1 | null;
  readonly source_url: string | null;
  /** The entry of the catalogue that it came from. */
  readonly catalogue: string | null;
  /** When a person accepted a licence that asks for it. */
  readonly accepted_at: number | null;
  /** JSON of a `ModelTest`; null: not tested with these settings. */
  readonly test: string | null;
  readonly enabled: 0 | 1;
  /** 1: its file is not on this device; the same file added again makes it whole. */
  readonly missing: 0 | 1;
  readonly created_at: number;
  readonly updated_at: number;
}

/** What a task that uses an added model keeps of it in its settings, filled in when it is queued. */
export interface ChosenModel {
  readonly id: LocalModelId;
  readonly name: string;
  readonly scale: number;
  readonly licence: string;
  readonly commercial_use: boolean | null;
}

export interface NewModel {
  readonly name: string;
  readonly manifest: ModelManifest;
  readonly facts: ModelFileFacts;
  /** Its bytes already lie in the store. */
  readonly blob: Sha256;
  readonly size: number;
  readonly licence: string;
  readonly commercial_use: boolean | null;
  readonly source_url?: string | null;
  readonly catalogue?: string | null;
  /** A person read the licence and accepted it. */
  readonly accepted: boolean;
}

export interface ModelChanges {
  readonly name?: string;
  /** Another manifest must pass a test before the model is used. */
  readonly manifest?: ModelManifest;
  readonly licence?: string;
  readonly commercial_use?: boolean | null;
  readonly accepted?: boolean;
  readonly enabled?: boolean;
}

type Changed = { readonly changed: number };

export interface ModelCommands {
  /** Enters a model and queues its test; it is used only once that has passed. */
  addModel: {
    input: NewModel;
    value: { readonly model: LocalModelId; readonly task: TaskId };
  };
  /** Changes a model; a changed manifest switches it off and queues a test. */
  updateModel: {
    input: { readonly model: LocalModelId; readonly changes: ModelChanges };
    value: Changed;
  };
  /** Takes a model out of the list; its bytes go once nothing needs them and undo is far. */
  removeModel: { input: { readonly model: LocalModelId }; value: Changed };
  /** What a test found; given by the test itself. `manifest`: what it measured, e.g. the scale. */
  noteModelTest: {
    input: {
      readonly model: LocalModelId;
      readonly test: ModelTest;
      readonly manifest: ModelManifest;
      /** The manifest that was tested, as JSON: a result for another one is not taken. */
      readonly tested: string;
    };
    value: Changed;
  };
}

export interface ModelQueries {
  /** Every model that was added, by name. `ready`: only those that can be used now. */
  localModels: {
    params: { readonly task?: ModelTask; readonly ready?: boolean };
    value: readonly LocalModelRow[];
  };
  localModel: { params: { readonly id: LocalModelId }; value: LocalModelRow | null };
}
