import type { AssetRow } from '#domain/asset.ts';
import { givenSettings } from '../../ui/TaskForm.tsx';
import { pointsOf, type useFace } from './state.ts';

type FaceState = ReturnType<typeof useFace.getState>;

/**
 * The settings of the task: which face from where to where, and the form's own. A detector that
 * found points is named, for its licence goes with what is made of them.
 */
export const faceSettings = (
  asset: AssetRow,
  face: AssetRow,
  { points, settings, found }: Pick<FaceState, 'points' | 'settings' | 'found'>,
): Readonly<Record<string, unknown>> => {
  const finder = [found[asset.id], found[face.id]].find((one) => (one?.faces.length ?? 0) > 0);
  return {
    ...givenSettings(settings),
    face: face.id,
    from: pointsOf(points, face),
    to: pointsOf(points, asset),
    ...(finder ? { detector: finder.detector } : {}),
  };
};
