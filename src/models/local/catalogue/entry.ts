import type { ModelManifest, ModelTask } from '#domain/local-model.ts';

/** A published model that works here, described as data. None of them is shipped. */
export interface CatalogueEntry {
  /** Stable name, kept with the model that was made of it. */
  readonly id: string;
  readonly task: ModelTask;
  readonly words: {
    readonly name: string;
    /** What it is good for and where its limits are, in plain words. */
    readonly description: string;
  };
  /** About how many bytes, as published. */
  readonly bytes: number | null;
  readonly licence: string;
  /** null: its publisher does not say. */
  readonly commercialUse: boolean | null;
  /**
   * `download`: the address of the file itself, on a host that lets pages read it. `by_hand`: a
   * page to get it from; the file is then added like any other.
   */
  readonly get: 'download' | 'by_hand';
  readonly url: string;
  /** SHA-256 of the file, where it is published; 64 hexadecimal digits. */
  readonly sha256: string | null;
  /** How its files are mostly named: one that is dropped is then used as it wants. */
  readonly files?: RegExp;
  /** What is known of its inputs and outputs beyond what the file tells. */
  readonly manifest: Partial<ModelManifest>;
}
