import { useDrawLayer } from '../masks/draw-layer.ts';
import { useLook } from '../masks/LookControls.tsx';
import { drawModes } from '../masks/drawing.ts';
import { useDesk } from '../masks/use-desk.ts';
import { usePreview } from './preview.ts';

/** What is to go, and how the picture looks without it. */
export function RemoveOverlay() {
  const { desk, state } = useDesk('mask');
  const look = useLook();
  const preview = usePreview(desk, state);
  useDrawLayer(desk, {
    modes: drawModes,
    look: { ...look, alone: false },
    isHidden: preview !== null,
    drawBelow(context, { matrix }) {
      if (!preview || desk.isStroking()) return;
      const { a, b, c, d, e, f } = matrix;
      const { left, top, right, bottom } = preview.box;
      context.save();
      context.transform(a, b, c, d, e, f);
      context.drawImage(preview.canvas, left, top, right - left, bottom - top);
      context.restore();
    },
  });
  return null;
}
