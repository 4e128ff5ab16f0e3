/** One asset with everything that is known of it. */
import type { AssetKind, AssetRow } from '#domain/asset.ts';
import type { AssetId, PackId, Sha256, TaskId } from '#domain/id.ts';
import type { TaskRow } from '#domain/task.ts';

export interface Related {
  readonly id: AssetId;
  readonly n: number;
  readonly name: string;
  readonly kind: AssetKind;
  readonly blob: Sha256 | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly created_at: number;
  readonly deleted_at: number | null;
  readonly relationship: string;
  /** Task kind that made the link, when one did. */
  readonly made_by: string | null;
  readonly depth: number;
}

export interface AssetDetails {
  readonly asset: AssetRow;
  readonly tags: readonly string[];
  /** Places on the user's disk that hold the same bytes, as far as known. */
  readonly places: readonly { readonly path: string; readonly last_seen_at: number }[];
  /** Ancestors, nearest first. */
  readonly from: readonly Related[];
  /** Everything made from it. */
  readonly derived: readonly Related[];
  readonly packs: readonly { readonly id: PackId; readonly name: string }[];
  readonly tasks: readonly TaskRow[];
  readonly records: readonly GenerationRecord[];
}

export interface GenerationRecord {
  readonly id: string;
  readonly asset_id: AssetId;
  readonly task_id: TaskId | null;
  readonly prompt: string | null;
  readonly model: string;
  readonly provider: string;
  readonly seed: number | null;
  readonly params: string;
  readonly timestamp: number;
  readonly provider_response_id: string | null;
  readonly sha256: Sha256;
  readonly source_placeholder_id: AssetId | null;
  readonly cost_micros: number | null;
}
