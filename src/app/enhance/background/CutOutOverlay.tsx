import { useState } from 'react';

import { useDrawLayer } from '../masks/draw-layer.ts';
import { overlayColours } from '../masks/drawing.ts';
import { useDesk } from '../masks/use-desk.ts';
import { useSurface } from '../surface.ts';
import { openBoxHand } from './box-hand.ts';
import { setBox, useBox, useCutSettings } from './settings.ts';
import { useCutPreview } from './preview.ts';

const look = {
  colours: [overlayColours.blue, overlayColours.vermilion],
  opacity: 0.6,
  alone: false,
} as const;

/** Box, strokes, and where the edge would be. */
export function CutOutOverlay() {
  const surface = useSurface();
  const { desk, state } = useDesk('hints');
  const { draw } = useCutSettings();
  const { id } = desk.picture;
  const box = useBox(id);
  const [hand] = useState(() =>
    openBoxHand((next) => {
      setBox(id, next);
      surface.redraw();
    }),
  );
  const preview = useCutPreview(desk, state, box);
  useDrawLayer(desk, {
    modes: ['brush'],
    target: draw === 'away' ? 1 : 0,
    look,
    isOff: draw === 'box',
    before: (pointer) => draw === 'box' && hand(pointer, box, surface.viewport()),
    drawBelow(context, { matrix, picture }) {
      if (!preview) return;
      const { a, b, c, d, e, f } = matrix;
      context.save();
      context.transform(a, b, c, d, e, f);
      context.drawImage(preview, 0, 0, picture.width, picture.height);
      context.restore();
    },
    drawAlso(context, { toScreen }) {
      if (!box) return;
      const first = toScreen({ x: box.left, y: box.top });
      const last = toScreen({ x: box.right, y: box.bottom });
      for (const [colour, width] of [
        ['rgb(0 0 0 / 75%)', 3],
        ['#fff', 1.25],
      ] as const) {
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.strokeRect(first.x, first.y, last.x - first.x, last.y - first.y);
      }
    },
  });
  return null;
}
