/** The tools in the rail of the editor: one entry each, loaded when first chosen. */
import {
  Blend,
  Brush,
  Crop,
  Eraser,
  type LucideIcon,
  Spline,
  SunMedium,
  ScanFace,
  Scissors,
} from 'lucide-react';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { cutOutWords, inpaintWords } from '../words/inpaint.ts';
import { maskWords } from '../words/masks.ts';
import { faceWords } from '../words/face.ts';
import { enhanceWords as words } from '../words/enhance.ts';

export interface EnhanceTool {
  /** Stable name, for the address and for shortcuts: "crop". */
  readonly name: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** The key that chooses it in the editor; people may give it another. */
  readonly keys: string;
  /**
   * What it works on. `edits`: the picture with the edits that are not saved yet (crop, levels).
   * `picture`: the picture as it lies in the library; edits that are not saved are then not shown,
   * and the editor says so.
   */
  readonly on: 'edits' | 'picture';
  /** Why it cannot be used on this picture, in words, or null. */
  readonly unavailable?: (asset: AssetRow) => string | null;
  /** Its settings at the right (a sheet at the foot of a phone). */
  readonly Panel: LazyExoticComponent<ComponentType>;
  /** What it lays over the picture: handles as elements, or `useLayer` and nothing. */
  readonly Overlay?: LazyExoticComponent<ComponentType>;
}

/** Every tool, in the order of the rail. */
export const enhanceTools: readonly EnhanceTool[] = [
  {
    name: 'crop',
    label: words.tools.crop,
    icon: Crop,
    keys: 'c',
    on: 'edits',
    Panel: lazy(async () => {
      const { CropPanel } = await import('./crop/CropPanel.tsx');
      return { default: CropPanel };
    }),
    Overlay: lazy(async () => {
      const { CropOverlay } = await import('./crop/CropOverlay.tsx');
      return { default: CropOverlay };
    }),
  },
  {
    name: 'light',
    label: words.tools.light,
    icon: SunMedium,
    keys: 'g',
    on: 'edits',
    Panel: lazy(async () => {
      const { LightPanel } = await import('./light/LightPanel.tsx');
      return { default: LightPanel };
    }),
  },
  {
    name: 'levels',
    label: words.tools.levels,
    icon: Blend,
    keys: 'l',
    on: 'edits',
    Panel: lazy(async () => {
      const { LevelsPanel } = await import('./light/LevelsPanel.tsx');
      return { default: LevelsPanel };
    }),
  },
  {
    name: 'curves',
    label: words.tools.curves,
    icon: Spline,
    keys: 'u',
    on: 'edits',
    Panel: lazy(async () => {
      const { CurvesPanel } = await import('./light/CurvesPanel.tsx');
      return { default: CurvesPanel };
    }),
  },
  {
    name: 'mask',
    label: maskWords.tool,
    icon: Brush,
    keys: 'm',
    on: 'picture',
    Panel: lazy(async () => {
      const { MaskPanel } = await import('./masks/MaskPanel.tsx');
      return { default: MaskPanel };
    }),
    Overlay: lazy(async () => {
      const { MaskOverlay } = await import('./masks/MaskOverlay.tsx');
      return { default: MaskOverlay };
    }),
  },
  {
    name: 'remove',
    label: inpaintWords.tool,
    icon: Eraser,
    keys: 'e',
    on: 'picture',
    Panel: lazy(async () => {
      const { RemovePanel } = await import('./inpaint/RemovePanel.tsx');
      return { default: RemovePanel };
    }),
    Overlay: lazy(async () => {
      const { RemoveOverlay } = await import('./inpaint/RemoveOverlay.tsx');
      return { default: RemoveOverlay };
    }),
  },
  {
    name: 'cut-out',
    label: cutOutWords.tool,
    icon: Scissors,
    keys: 'b',
    on: 'picture',
    Panel: lazy(async () => {
      const { CutOutPanel } = await import('./background/CutOutPanel.tsx');
      return { default: CutOutPanel };
    }),
    Overlay: lazy(async () => {
      const { CutOutOverlay } = await import('./background/CutOutOverlay.tsx');
      return { default: CutOutOverlay };
    }),
  },
  {
    name: 'face',
    label: faceWords.tool,
    icon: ScanFace,
    keys: 'w',
    on: 'picture',
    Panel: lazy(async () => {
      const { FacePanel } = await import('./face/FacePanel.tsx');
      return { default: FacePanel };
    }),
    Overlay: lazy(async () => {
      const { FaceOverlay } = await import('./face/FaceOverlay.tsx');
      return { default: FaceOverlay };
    }),
  },
];
