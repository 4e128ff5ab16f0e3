import type { AssetRow } from '#domain/asset.ts';
import type { FacePoints } from '#domain/face.ts';
import type { AssetId } from '#domain/id.ts';
import { givenSettings, type Settings } from '../../ui/TaskForm.tsx';
import { pointsOf } from './state.ts';

/** The settings of the task: which face from where to where, and the form's own. */
export const faceSettings = (
  asset: AssetRow,
  face: AssetRow,
  points: Readonly<Record<AssetId, FacePoints>>,
  settings: Settings,
): Readonly<Record<string, unknown>> => ({
  ...givenSettings(settings),
  face: face.id,
  from: pointsOf(points, face),
  to: pointsOf(points, asset),
});
