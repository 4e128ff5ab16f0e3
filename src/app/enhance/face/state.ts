import { create } from 'zustand';

import type { AssetRow } from '#domain/asset.ts';
import { guessedFace, type FacePointName, type FacePoint, type FacePoints } from '#domain/face.ts';
import type { AssetId } from '#domain/id.ts';
import { faceSwap } from '#tasks/face_swap/task.ts';
import { initialSettings, type Settings } from '../../ui/TaskForm.tsx';

interface FaceState {
  /** The points that were placed on pictures, by their id. */
  readonly points: Readonly<Record<AssetId, FacePoints>>;
  /** The picture that the new face comes from. */
  readonly face: AssetRow | null;
  readonly settings: Settings;
  readonly isPreviewed: boolean;
}

/** What is being set up in the tool; it outlives a change of the picture. */
export const useFace = create<FaceState>(() => ({
  points: {},
  face: null,
  settings: initialSettings(faceSwap.fields),
  isPreviewed: true,
}));

type Pictured = Pick<AssetRow, 'id' | 'width' | 'height'>;

/** The points of a picture: those placed, or a guess in its middle. */
export const pointsOf = (
  points: FaceState['points'],
  { id, width, height }: Pictured,
): FacePoints => points[id] ?? guessedFace({ width: width ?? 512, height: height ?? 512 });

export function setPoints(id: AssetId, points: FacePoints | null): void {
  useFace.setState(({ points: before }) => {
    const { [id]: _, ...others } = before;
    return { points: points === null ? others : { ...before, [id]: points } };
  });
}

export function movePoint(picture: Pictured, name: FacePointName, to: FacePoint): void {
  const { points } = useFace.getState();
  const { width, height } = picture;
  const within = (value: number, most: number | null): number =>
    Math.round(Math.min(most ?? 512, Math.max(0, value)) * 10) / 10;
  setPoints(picture.id, {
    ...pointsOf(points, picture),
    [name]: { x: within(to.x, width), y: within(to.y, height) },
  });
}
