/**
 * Where a face is in a picture: five points, as detectors of faces give them and as a person can
 * place them by hand. Pixels of the upright picture; "left" is the viewer's left.
 */

export interface FacePoint {
  readonly x: number;
  readonly y: number;
}

export const facePointNames = ['eyeLeft', 'eyeRight', 'nose', 'mouthLeft', 'mouthRight'] as const;
export type FacePointName = (typeof facePointNames)[number];
export type FacePoints = Readonly<Record<FacePointName, FacePoint>>;

/**
 * The middle face: places in units of the distance between the eyes, from the middle between them,
 * y down. Proportions of the usual aligned face crops.
 */
export const middleFace: FacePoints = {
  eyeLeft: { x: -0.5, y: 0 },
  eyeRight: { x: 0.5, y: 0 },
  nose: { x: 0, y: 0.58 },
  mouthLeft: { x: -0.41, y: 1.06 },
  mouthRight: { x: 0.41, y: 1.06 },
};

/** The outline of the middle face as an ellipse: from above the brows to the chin. */
export const faceOutline = { x: 0, y: 0.5, across: 1.02, down: 1.34 } as const;

/** Least distance between the eyes, in pixels: below it there is no face to work with. */
export const leastEyeDistance = 8;

/** A face in the middle of a picture, to begin with where nobody has placed one. */
export function guessedFace({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): FacePoints {
  const unit = Math.min(width / 3.2, height / 4);
  const at = ({ x, y }: FacePoint): FacePoint => ({
    x: Math.round(width / 2 + x * unit),
    y: Math.round(height / 2 + (y - faceOutline.y) * unit),
  });
  const { eyeLeft, eyeRight, nose, mouthLeft, mouthRight } = middleFace;
  return {
    eyeLeft: at(eyeLeft),
    eyeRight: at(eyeRight),
    nose: at(nose),
    mouthLeft: at(mouthLeft),
    mouthRight: at(mouthRight),
  };
}

/** Why five points are no face, or null: eyes too near, mouth not below them, points in one line. */
export function faceRefusal(points: FacePoints): string | null {
  const { eyeLeft, eyeRight, mouthLeft, mouthRight } = points;
  const [ex, ey] = [eyeRight.x - eyeLeft.x, eyeRight.y - eyeLeft.y];
  const [mx, my] = [mouthRight.x - mouthLeft.x, mouthRight.y - mouthLeft.y];
  const distance = Math.hypot(ex, ey);
  if (distance < leastEyeDistance) {
    return `the eyes are nearer to each other than ${leastEyeDistance} pixels`;
  }
  const [dx, dy] = [
    (mouthLeft.x + mouthRight.x - eyeLeft.x - eyeRight.x) / 2,
    (mouthLeft.y + mouthRight.y - eyeLeft.y - eyeRight.y) / 2,
  ];
  // Seen along the eyes: the mouth lies on the right-hand side of the way from left eye to right.
  const below = (ex * dy - ey * dx) / distance;
  if (below < distance * 0.25) return 'the mouth must lie below the eyes';
  if (ex * mx + ey * my <= 0) return 'the corners of the mouth have changed places';
  return null;
}
