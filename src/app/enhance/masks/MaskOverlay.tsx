import { drawModes } from './drawing.ts';
import { useDrawLayer } from './draw-layer.ts';
import { useLook } from './LookControls.tsx';
import { useDesk } from './use-desk.ts';

/** The mask over the picture, to be drawn on. */
export function MaskOverlay() {
  const { desk } = useDesk('mask');
  const look = useLook();
  useDrawLayer(desk, { modes: drawModes, look });
  return null;
}
