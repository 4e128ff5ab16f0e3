import type { ModelManifest } from '#domain/local-model.ts';

/** A network with the name that failures, memories of tile sizes and records know it by. */
export interface RunnableModel extends ModelManifest {
  /** Stable name of a shipped model, e.g. "inkreel-crisp-x2", or the id of one that was added. */
  readonly id: string;
}

/** A model that is shipped with the app, described as data. Nothing else in the app knows its details. */
export interface LocalModelManifest extends RunnableModel {
  readonly words: {
    readonly name: string;
    /** What it is good for and where its limits are, in plain words. */
    readonly description: string;
    /** What it learnt from, in one sentence. */
    readonly trainedOn: string;
  };
  /** Address relative to the app's root. */
  readonly file: string;
  readonly bytes: number;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly licence: string;
  readonly commercialUse: boolean;
  /** Known, for what is shipped: tiles leave no seam. */
  readonly radius: number;
}
