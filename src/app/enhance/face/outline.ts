import type { FacePoint, FacePoints } from '#domain/face.ts';
import { applied, fitOf, outlinePoints } from '#media/face/fit.ts';

/** The outline of a face as places in the picture, closed. */
export function outlineOf(points: FacePoints): readonly FacePoint[] {
  const fit = fitOf(points);
  return outlinePoints(48, 1).map((place) => applied(fit, place));
}
