/** Masks: which part of a picture is meant. They are assets of the kind `mask`, grey PNGs. */
import type { AssetId, Sha256 } from '#domain/id.ts';

/** A mask as lists of masks show it. */
export interface MaskRow {
  readonly id: AssetId;
  readonly n: number;
  readonly name: string;
  readonly blob: Sha256;
  readonly width: number;
  readonly height: number;
  readonly created_at: number;
  /** Whether it was drawn on the picture that was asked for. */
  readonly is_own: 0 | 1;
}

export interface MaskCommands {
  /**
   * Enters a mask whose bytes lie in the blob store already, tied to the picture that it was drawn
   * on. The very same mask of the same project is not kept twice: the picture is tied to that one.
   */
  saveMask: {
    input: {
      readonly sha256: Sha256;
      readonly size: number;
      readonly width: number;
      readonly height: number;
      readonly of: AssetId;
      /** "Mask of …" when not given. */
      readonly name?: string;
    };
    value: { readonly asset: AssetId; readonly known: boolean };
  };
}

export interface MaskQueries {
  /** Masks that can be used on a picture: its own first, then the newest others of its project. */
  masksFor: {
    params: { readonly picture: AssetId; readonly limit: number };
    value: readonly MaskRow[];
  };
}
