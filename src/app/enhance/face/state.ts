import { create } from 'zustand';

import type { AssetRow } from '#domain/asset.ts';
import {
  guessedFace,
  type FacePointName,
  type FacePoint,
  type FacePoints,
  type FoundFace,
} from '#domain/face.ts';
import type { AssetId, LocalModelId } from '#domain/id.ts';
import { faceSwap } from '#tasks/face_swap/task.ts';
import { initialSettings, type Settings } from '../../ui/TaskForm.tsx';

/** What a detector found in a picture. */
export interface Found {
  readonly detector: LocalModelId;
  /** The largest first; none is an answer too. */
  readonly faces: readonly FoundFace[];
  /** Which of them has its points placed. */
  readonly shown: number;
}

interface FaceState {
  /** The points that were placed on pictures, by their id. */
  readonly points: Readonly<Record<AssetId, FacePoints>>;
  /** The picture that the new face comes from. */
  readonly face: AssetRow | null;
  readonly settings: Settings;
  readonly isPreviewed: boolean;
  /** Pictures that were looked at, by their id. */
  readonly found: Readonly<Record<AssetId, Found>>;
  /** The picture that is being looked at: until that ends, nothing else is tried. */
  readonly finding: AssetId | null;
}

/** What is being set up in the tool; it outlives a change of the picture. */
export const useFace = create<FaceState>(() => ({
  points: {},
  face: null,
  settings: initialSettings(faceSwap.fields),
  isPreviewed: true,
  found: {},
  finding: null,
}));

type Pictured = Pick<AssetRow, 'id' | 'width' | 'height'>;

/** The points of a picture: those placed, or a guess in its middle. */
export const pointsOf = (
  points: FaceState['points'],
  { id, width, height }: Pictured,
): FacePoints => points[id] ?? guessedFace({ width: width ?? 512, height: height ?? 512 });

/** Keeps what was found, and places the points of one face of it. */
export function showFace(id: AssetId, found: Found): void {
  useFace.setState((before) => ({ found: { ...before.found, [id]: found } }));
  const face = found.faces[found.shown];
  if (face) setPoints(id, face.points);
}

/** Forgets what was found: the points are a person's from here on. */
export function forgetFaces(id: AssetId): void {
  useFace.setState(({ found }) => {
    const { [id]: _, ...others } = found;
    return { found: others };
  });
}

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
