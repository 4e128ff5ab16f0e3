/** What a screen asks of its mask worker, and what that asks back. */
import type { AssetId } from '#domain/id.ts';
import type { Rgb } from '#media/mask/colour.ts';
import type { KeptMask } from '#media/mask/keep.ts';
import type { MaskFacts } from '#media/mask/measure.ts';
import type { ShareBox } from '#media/matting/subject.ts';
import type { ColourChoice } from '#media/mask/select.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a draft belongs to: a picture, and what is drawn on it ('mask', 'hints'). */
export interface DraftKey {
  readonly library: string;
  readonly picture: AssetId;
  readonly use: string;
}

/** How a mask is made from the picture that is open. */
export type MaskSource =
  | { readonly by: 'alpha' }
  | { readonly by: 'brightness'; readonly from: number; readonly to: number }
  | ({ readonly by: 'colour' } & ColourChoice);

/** The worker's methods. What is handed in is copied, what comes back is the caller's own. */
export type MaskMethods = {
  readonly grow: {
    readonly input: { readonly mask: KeptMask; readonly radius: number };
    readonly value: KeptMask;
  };
  readonly feather: {
    readonly input: { readonly mask: KeptMask; readonly sigma: number };
    readonly value: KeptMask;
  };
  /** A mask from the pixels of the picture, which the worker asks the page for. */
  readonly select: {
    readonly input: { readonly picture: Size; readonly source: MaskSource };
    readonly value: KeptMask;
  };
  /** Red, green and blue of one pixel of the picture. */
  readonly colourAt: {
    readonly input: { readonly x: number; readonly y: number };
    readonly value: Rgb;
  };
  /** A stored mask, or any grey picture, at the size of the picture. */
  readonly read: {
    readonly input: { readonly file: Blob; readonly picture: Size };
    readonly value: KeptMask;
  };
  readonly facts: { readonly input: { readonly mask: KeptMask }; readonly value: MaskFacts };
  /** As a grey PNG. */
  readonly encode: { readonly input: { readonly mask: KeptMask }; readonly value: Blob };
  /** Two masks as hints: 255 where the first is, 0 where the second is, 128 elsewhere. */
  readonly encodeHints: {
    readonly input: { readonly keep: KeptMask; readonly away: KeptMask };
    readonly value: Blob;
  };
  /** Fills what is marked from its surroundings, smoothly and at once; as seen at a smaller size. */
  readonly preview: {
    readonly input: Size & {
      readonly pixels: Uint8ClampedArray<ArrayBuffer>;
      /** One byte a pixel, of the same size. */
      readonly marked: Uint8Array<ArrayBuffer>;
      readonly grow: number;
      readonly feather: number;
    };
    /** RGBA to be laid over the picture: alpha is how much of the new shows. */
    readonly value: Uint8ClampedArray<ArrayBuffer>;
  };
  /** Where the subject's edge would be, at a small size: how much of each pixel is background. */
  readonly cutPreview: {
    readonly input: Size & {
      readonly pixels: Uint8ClampedArray<ArrayBuffer>;
      /** In shares of the picture. */
      readonly box: ShareBox | null;
      /** 255 surely the subject, 0 surely not, 128 undecided; null: no strokes. */
      readonly hints: Uint8Array<ArrayBuffer> | null;
      readonly feather: number;
    };
    /** One byte a pixel; null when there is nothing to tell apart. */
    readonly value: Uint8Array<ArrayBuffer> | null;
  };
  readonly keepDraft: {
    readonly input: { readonly key: DraftKey; readonly masks: readonly KeptMask[] };
    readonly value: null;
  };
  readonly draft: {
    readonly input: { readonly key: DraftKey; readonly picture: Size };
    readonly value: readonly KeptMask[] | null;
  };
  readonly dropDraft: { readonly input: { readonly key: DraftKey }; readonly value: null };
};

/** What the page answers to its worker. */
export type PageMethods = {
  readonly pixels: {
    readonly input: Size & { readonly x: number; readonly y: number };
    readonly value: Uint8ClampedArray<ArrayBuffer>;
  };
};
