/** Where the edge of the subject would be, looked for at a reduced size as soon as drawing rests. */
import { useEffect, useRef, useState } from 'react';
import { create } from 'zustand';

import { isEmpty, type Box, type Mask } from '#media/mask/mask.ts';
import { shrunkMask } from '#media/mask/shrink.ts';
import type { Desk, DeskState } from '../masks/desk.ts';
import { useSurface } from '../surface.ts';
import { nextRoom, usualRoom } from './room.ts';
import { useCutSettings } from './settings.ts';

/** Drawing rests for so long before the edge is looked for (ms). */
const pause = 180;
/** How much of the picture is looked at, by how long that took before: while the app is open. */
let room = usualRoom;
let isWarm = false;

const usePreviewState = create<{ readonly isRunning: boolean }>(() => ({ isRunning: false }));
/** Whether the edge is being looked for. */
export const usePreviewing = (): boolean => usePreviewState(({ isRunning }) => isRunning);

interface Shown {
  readonly for: string;
  readonly masks: readonly Mask[];
  readonly canvas: OffscreenCanvas | null;
}

/** A shade over what would be background; null while it is not known, or not wanted. */
export function useCutPreview(
  desk: Desk,
  state: DeskState,
  box: Box | null,
): OffscreenCanvas | null {
  const surface = useSurface();
  const { preview: isWanted, feather, method } = useCutSettings();
  const { masks } = state.history.present;
  const [shown, setShown] = useState<Shown | null>(null);
  const newest = useRef(0);
  // A model looks for itself: our own edge would be another.
  const isShown = isWanted && method === 'strokes';
  const asked = JSON.stringify([box, feather]);

  useEffect(() => {
    newest.current += 1;
    const mine = newest.current;
    if (!isShown) return undefined;
    const make = async (): Promise<void> => {
      usePreviewState.setState({ isRunning: true });
      const { width, height } = surface.picture;
      let shrink = 1;
      while ((width * height) / shrink ** 2 > room) shrink *= 2;
      const part = await surface.read({ x: 0, y: 0, width, height }, shrink);
      if (part && mine === newest.current) {
        const thread = await desk.thread();
        const started = performance.now();
        const made = await thread.call('cutPreview', {
          ...part,
          box: box && {
            left: box.left / width,
            top: box.top / height,
            right: box.right / width,
            bottom: box.bottom / height,
          },
          hints: hintsOf(masks, shrink, part),
          feather: feather / shrink,
        });
        // The first one also waits for the code to be compiled.
        if (isWarm) room = nextRoom(room, part.width * part.height, performance.now() - started);
        isWarm = true;
        if (mine === newest.current && made.ok) {
          const canvas = made.value && shade(made.value, part.width, part.height);
          setShown({ for: asked, masks, canvas });
        }
      }
      if (mine === newest.current) usePreviewState.setState({ isRunning: false });
    };
    const timer = setTimeout(() => void make(), pause);
    return () => clearTimeout(timer);
    // `asked` stands for box and feather.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [surface, desk, masks, asked, isShown]);

  return isShown && shown?.for === asked && shown.masks === masks ? shown.canvas : null;
}

/** Strokes at the reduced size: thin ones stay, for any mark in a square is one. */
function hintsOf(
  masks: readonly Mask[],
  shrink: number,
  size: { readonly width: number; readonly height: number },
): Uint8Array<ArrayBuffer> | null {
  const [keep, away] = masks;
  if (!keep || !away || (isEmpty(keep) && isEmpty(away))) return null;
  const hints = new Uint8Array(size.width * size.height).fill(128);
  for (const [mask, hint] of [
    [away, 0],
    [keep, 255],
  ] as const) {
    for (const [at, value] of shrunkMask(mask, { x: 0, y: 0 }, shrink, size).entries()) {
      if (value >= 128) hints[at] = hint;
    }
  }
  return hints;
}

/** A dark shade over the background. */
function shade(ground: Uint8Array, width: number, height: number): OffscreenCanvas | null {
  const canvas = new OffscreenCanvas(width, height);
  const image = new ImageData(width, height);
  for (const [at, value] of ground.entries()) {
    image.data.set([12, 12, 16, value * 0.78], at * 4);
  }
  const context = canvas.getContext('2d');
  context?.putImageData(image, 0, 0);
  return context && canvas;
}
