/** What the task engine and a run exchange with the database; not reachable from a page. */
import type { AssetFacts, AssetRow, Generation, Provenance } from '#domain/asset.ts';
import type { AssetId, Sha256 } from '#domain/id.ts';
import type { SimilarPair } from './curation.ts';
import type { Recipe } from '#domain/recipe.ts';
import type { TaskRow } from '#domain/task.ts';

/** A small picture or the peaks of a blob, for the thumbnail store. */
export interface Thumbnail {
  readonly blob: Sha256;
  readonly picture?: {
    readonly mime: string;
    readonly width: number;
    readonly height: number;
    readonly bytes: Uint8Array;
  };
  readonly peaks?: Uint8Array;
  /** Scenes of a film side by side, as many as `metadata.scenes` names. */
  readonly strip?: { readonly mime: string; readonly bytes: Uint8Array };
}

/** What a run of a task hands back, to be made true in ONE transaction with the task's end. */
export interface TaskOutput {
  /** For `makes: 'derivative'`: the bytes, already in the blob store, and what they are. */
  readonly file?: {
    readonly sha256: Sha256;
    readonly size: number;
    readonly facts: AssetFacts;
  };
  /** For `makes: 'derivative'`: what else it was made with (a mask, a face); lineage shows them. */
  readonly references?: readonly AssetId[];
  /** For `makes: 'facts'`: written into the source's row. */
  readonly facts?: AssetFacts;
  /** What the source's file says of its making; it fills only what nobody knows yet. */
  readonly claims?: {
    readonly generation?: Generation;
    readonly ai: boolean;
    /** A recipe that a library like this one put into it. */
    readonly recipe?: Recipe;
    /** What its recipe or its digital source type says of its origin. */
    readonly provenance?: Provenance;
  };
  readonly thumbnails?: readonly Thumbnail[];
  /** Prints of pictures that were made; kept by blob. */
  readonly prints?: readonly { readonly blob: Sha256; readonly print: string }[];
  /** Every pair of pictures alike, in place of those found before. */
  readonly similar?: readonly SimilarPair[];
  /** Shown with the task and kept as `result`; JSON. */
  readonly result?: Readonly<Record<string, unknown>>;
  /** Blobs found missing or damaged: the assets that need them are marked before the task ends. */
  readonly missing?: readonly Sha256[];
  /** Blobs that were missing and are whole again: their assets are ready again. */
  readonly found?: readonly Sha256[];
  /** What really made it, replacing the placeholder's intent (model, backend, tile …). */
  readonly generation?: Generation;
}

export interface Lease {
  readonly task: TaskRow;
  /** Fencing number: every later write of this attempt must carry it. */
  readonly epoch: number;
  readonly source: AssetRow | null;
  readonly target: AssetRow | null;
}
