import { faceWords as words } from '../../words/face.ts';
import { useLayer, useSurface, useViewport } from '../surface.ts';
import { outlineOf } from './outline.ts';
import { PointHandles } from './PointHandles.tsx';
import { movePoint, pointsOf, useFace } from './state.ts';
import { useFacePreview } from './useFacePreview.ts';

/** The face that is to be replaced: its points, its outline, and the preview under them. */
export function FaceOverlay() {
  const surface = useSurface();
  const viewport = useViewport();
  const { asset, picture } = surface;
  const placed = useFace(({ points }) => points);
  const place = { id: asset.id, ...picture };
  const points = pointsOf(placed, place);
  const preview = useFacePreview(asset);
  useLayer({
    draw: (context, { matrix, toScreen }) => {
      if (preview) {
        context.save();
        const { a, b, c, d, e, f } = matrix;
        context.transform(a, b, c, d, e, f);
        context.drawImage(preview, 0, 0);
        context.restore();
      }
      context.beginPath();
      for (const place of outlineOf(points)) {
        const { x, y } = toScreen(place);
        context.lineTo(x, y);
      }
      context.closePath();
      context.lineWidth = 3;
      context.strokeStyle = 'rgb(0 0 0 / 55%)';
      context.stroke();
      context.lineWidth = 1.5;
      context.strokeStyle = 'rgb(255 255 255 / 90%)';
      context.stroke();
    },
  });
  return (
    <PointHandles
      points={points}
      where={words.here}
      scale={viewport.scale}
      toScreen={viewport.toScreen}
      onMove={(name, to) => movePoint(place, name, to)}
    />
  );
}
