import type { FacePoint, FacePoints } from '#domain/face.ts';
import { mapped } from '#media/edit/frame.ts';
import { fitOf, outlinePoints } from '#media/face/fit.ts';

/** The outline of a face as places in the picture, closed. */
export function outlineOf(points: FacePoints): readonly FacePoint[] {
  const fit = fitOf(points);
  return outlinePoints(48, 1).map((place) => mapped(fit, place));
}
