/** How a subject is cut out: settings while the app is open, and the box of each picture. */
import { create } from 'zustand';

import type { AssetId } from '#domain/id.ts';
import type { Box } from '#media/mask/mask.ts';

export const cutDraws = ['box', 'keep', 'away'] as const;
export type CutDraw = (typeof cutDraws)[number];
export const cutOutputs = ['png', 'webp', 'colour', 'mask'] as const;
export type CutOutput = (typeof cutOutputs)[number];

export interface CutSettings {
  readonly draw: CutDraw;
  /** 'strokes', or the id of a model that was added. */
  readonly method: string;
  readonly feather: number;
  readonly output: CutOutput;
  /** "#rrggbb" */
  readonly colour: string;
  readonly preview: boolean;
  /** In pixels of the picture. */
  readonly boxes: ReadonlyMap<AssetId, Box>;
}

export const useCutSettings = create<CutSettings>(() => ({
  draw: 'box',
  method: 'strokes',
  feather: 0,
  output: 'png',
  colour: '#ffffff',
  preview: true,
  boxes: new Map(),
}));

export const setCut = (change: Partial<CutSettings>): void => useCutSettings.setState(change);

/** Sets the box of a picture, or takes it away. */
export const setBox = (picture: AssetId, box: Box | null): void =>
  useCutSettings.setState(({ boxes }) => {
    const next = new Map(boxes);
    if (box) next.set(picture, box);
    else next.delete(picture);
    return { boxes: next };
  });

export const useBox = (picture: AssetId): Box | null =>
  useCutSettings(({ boxes }) => boxes.get(picture) ?? null);
