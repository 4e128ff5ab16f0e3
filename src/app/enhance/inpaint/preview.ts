/** The instant preview of what removing gives: the surroundings of the mask, filled in a worker. */
import { useEffect, useRef, useState } from 'react';

import type { Box, Mask } from '#media/mask/mask.ts';
import { shrunkMask } from '#media/mask/shrink.ts';
import type { Desk, DeskState } from '../masks/desk.ts';
import { useSurface } from '../surface.ts';
import { useRemoveSettings } from './settings.ts';

/** What is laid over the picture, and for which mask. */
export interface Preview {
  readonly of: Mask;
  readonly box: Box;
  readonly canvas: OffscreenCanvas;
}

/** Drawing goes on for so long before a preview is worth its while (ms). */
const pause = 120;
/** Pixels that are filled at most: what takes some hundredths of a second. */
const mostPixels = 700_000;

/** The preview of the mask as it is now; null while it is not there, or not wanted. */
export function usePreview(desk: Desk, state: DeskState): Preview | null {
  const surface = useSurface();
  const { preview: isWanted, grow, feather } = useRemoveSettings();
  const [mask] = state.history.present.masks;
  const bounds = state.facts?.bounds ?? null;
  const [shown, setShown] = useState<Preview | null>(null);
  const newest = useRef(0);

  useEffect(() => {
    newest.current += 1;
    const mine = newest.current;
    if (!isWanted || !mask || !bounds) return undefined;
    const timer = setTimeout(() => void make(), pause);
    const make = async (): Promise<void> => {
      const { width, height } = surface.picture;
      const longest = Math.max(bounds.right - bounds.left, bounds.bottom - bounds.top);
      const margin = grow + feather + Math.max(24, Math.round(longest / 6));
      const left = Math.max(0, bounds.left - margin);
      const top = Math.max(0, bounds.top - margin);
      const right = Math.min(width, bounds.right + margin);
      const bottom = Math.min(height, bounds.bottom + margin);
      let shrink = 1;
      while (((right - left) * (bottom - top)) / shrink ** 2 > mostPixels) shrink *= 2;
      const region = { x: left, y: top, width: right - left, height: bottom - top };
      const part = await surface.read(region, shrink);
      if (!part || mine !== newest.current) return;
      const made = await (
        await desk.thread()
      ).call('preview', {
        pixels: part.pixels,
        width: part.width,
        height: part.height,
        marked: shrunkMask(mask, region, shrink, part),
        grow: grow / shrink,
        feather: feather / shrink,
      });
      if (!made.ok || mine !== newest.current) return;
      const canvas = new OffscreenCanvas(part.width, part.height);
      const context = canvas.getContext('2d');
      context?.putImageData(new ImageData(made.value, part.width, part.height), 0, 0);
      const box = {
        left,
        top,
        right: left + part.width * shrink,
        bottom: top + part.height * shrink,
      };
      setShown({ of: mask, box, canvas });
    };
    return () => clearTimeout(timer);
  }, [surface, desk, mask, bounds, isWanted, grow, feather]);

  return isWanted && shown?.of === mask ? shown : null;
}
