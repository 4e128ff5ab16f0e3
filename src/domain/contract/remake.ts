/** Making an asset once more from its record, and using its settings on others. */
import type { JsonObject } from './collections.ts';
import type { AssetId, BatchId, CollectionId, Sha256, TaskId } from '#domain/id.ts';

/**
 * Why an asset cannot be made once more: no tool made it as far as is known; this version has not
 * that tool; what it was made from is gone; its settings are not understood any more; the tool
 * refuses its source now.
 */
export type RemakeObstacle =
  | 'not_made'
  | 'unknown_kind'
  | 'source_gone'
  | 'old_settings'
  | 'refused';

/**
 * Why another run may not give the very same bytes: another model file, another version of the tool,
 * settings that mean something else now; a graphics device reckoned, which rounds in its own way; the browser's own encoder wrote the file, and another version of it may
 * write another.
 */
export type InexactReason =
  | 'model_changed'
  | 'tool_changed'
  | 'settings_changed'
  | 'graphics'
  | 'browser_encoder';

/** How one asset would be made once more. */
export interface RemakeStep {
  readonly asset: { readonly id: AssetId; readonly name: string; readonly blob: Sha256 | null };
  /** Kind of task, where it is known. */
  readonly kind: string | null;
  readonly settings: JsonObject;
  /** Sources in their order, the first one leading. */
  readonly sources: readonly { readonly id: AssetId; readonly name: string }[];
  /** `file`: only the recipe in its file tells how it was made. */
  readonly told_by: 'task' | 'file' | null;
  readonly obstacle: RemakeObstacle | null;
  readonly reason: string | null;
  /** Empty: the very same bytes are to be expected in this browser. */
  readonly inexact: readonly InexactReason[];
}

export interface RemakeCommands {
  /** Makes assets once more with their recorded settings, as new assets that are their variants. */
  makeAgain: {
    input: {
      readonly assets: readonly AssetId[];
      /** A collection made by hand that the results are put into. */
      readonly collection?: CollectionId;
    };
    value: {
      readonly tasks: readonly TaskId[];
      readonly targets: readonly AssetId[];
      readonly batch: BatchId | null;
      /** Assets that could not be made again. */
      readonly left: number;
    };
  };
}

export interface RemakeQueries {
  /** How assets would be made once more, in the order given; what is gone is left out. */
  remakePlan: { params: { readonly ids: readonly AssetId[] }; value: readonly RemakeStep[] };
}
