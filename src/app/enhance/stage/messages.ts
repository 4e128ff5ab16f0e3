/**
 * What the stage and the thread that holds the picture say to each other. The thread decodes once
 * and keeps the picture; tiles that are wanted are always the newest list alone, so that what went
 * out of sight is never computed.
 */
import type { Failure } from '#domain/failure.ts';
import type { PictureEdits } from '#media/edit/edits.ts';
import type { ToneStage } from '#media/edit/tone.ts';

/** Side of a tile, pixels of its level; one more pixel on each side goes with it. */
export const tileSide = 512;

export interface TilePlace {
  /** 0: as it is; each further level is half as wide and high. */
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

export interface WantedTile extends TilePlace {
  /** Number of the tone that it is to be seen in; 0 is the picture as it is. */
  readonly tone: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type ToWorker =
  | { readonly is: 'open'; readonly file: Blob; readonly name: string }
  | { readonly is: 'tone'; readonly tone: number; readonly edits: PictureEdits }
  /** In the order of their hurry; replaces what was wanted before. */
  | { readonly is: 'want'; readonly tiles: readonly WantedTile[] }
  | { readonly is: 'read'; readonly call: number; readonly region: Rect; readonly shrink: number }
  | {
      readonly is: 'count';
      readonly call: number;
      readonly edits: PictureEdits;
      readonly until: ToneStage;
    };

export type FromWorker =
  | {
      readonly is: 'opened';
      readonly width: number;
      readonly height: number;
      readonly hasAlpha: boolean;
      readonly levels: number;
    }
  | { readonly is: 'failed'; readonly failure: Failure }
  /** How much of the small pictures is made, 0 to 1. */
  | { readonly is: 'made'; readonly fraction: number }
  | { readonly is: 'tile'; readonly tile: WantedTile; readonly bitmap: ImageBitmap }
  | {
      readonly is: 'part';
      readonly call: number;
      readonly width: number;
      readonly height: number;
      readonly pixels: Uint8ClampedArray<ArrayBuffer>;
    }
  /** Red, green, blue and brightness, 256 counts each. */
  | { readonly is: 'counted'; readonly call: number; readonly counts: readonly Uint32Array[] };
