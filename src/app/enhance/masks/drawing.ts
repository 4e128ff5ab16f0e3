/** How masks are drawn and shown: kept while the app is open, for every picture alike. */
import { create } from 'zustand';

import type { Brush } from '#media/mask/brush.ts';
import type { Join } from '#media/mask/combine.ts';

export const drawModes = ['brush', 'lasso', 'rectangle', 'ellipse', 'colour'] as const;
export type DrawMode = (typeof drawModes)[number];

export const overlayColours = {
  vermilion: [255, 70, 40],
  green: [30, 200, 110],
  blue: [50, 130, 255],
  white: [255, 255, 255],
} as const;
export type OverlayColour = keyof typeof overlayColours;

export interface Drawing {
  readonly mode: DrawMode;
  /** What a stroke or a shape does to what is there. */
  readonly join: Join;
  /** Diameter in pixels of the picture. */
  readonly size: number;
  /** 0 to 1. */
  readonly hardness: number;
  readonly pressure: boolean;
  /** 0 to 100, hundredths of OKLab. */
  readonly tolerance: number;
  readonly contiguous: boolean;
  readonly colour: OverlayColour;
  /** 0 to 1. */
  readonly opacity: number;
  /** The mask alone, white on black. */
  readonly alone: boolean;
}

export const useDrawing = create<Drawing>(() => ({
  mode: 'brush',
  join: 'add',
  size: 60,
  hardness: 0.8,
  pressure: true,
  tolerance: 12,
  contiguous: true,
  colour: 'vermilion',
  opacity: 0.55,
  alone: false,
}));

export const setDrawing = (change: Partial<Drawing>): void => useDrawing.setState(change);

export const sizeLimits = { least: 1, most: 2000 } as const;

/** The next size of the brush, a sixth more or less and at least a pixel. */
export function resizeBrush(by: 1 | -1): void {
  const { size } = useDrawing.getState();
  const next = by > 0 ? Math.max(size + 1, size * 1.17) : Math.min(size - 1, size / 1.17);
  setDrawing({ size: Math.round(Math.min(sizeLimits.most, Math.max(sizeLimits.least, next))) });
}

export function hardenBrush(by: 1 | -1): void {
  const { hardness } = useDrawing.getState();
  setDrawing({ hardness: Math.min(1, Math.max(0, Math.round((hardness + by * 0.1) * 10) / 10)) });
}

/** Drawing becomes erasing and the other way round. */
export function turnBrush(): void {
  const { join } = useDrawing.getState();
  setDrawing({ join: join === 'take' ? 'add' : 'take' });
}

export const brushOf = ({ size, hardness, pressure, join }: Drawing, erase: boolean): Brush => ({
  size,
  hardness,
  pressure,
  erase: erase || join === 'take',
});
