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

export const faceTemplateNames = ['arcface_112', 'arcface_128', 'ffhq_512'] as const;
export type FaceTemplate = (typeof faceTemplateNames)[number];

/**
 * Where networks for faces expect the five points, in shares of a picture's side. The numbers are
 * those that everybody cuts by: ArcFace's for 112 pixels (J. Deng et al., 2019), the same in the
 * middle of the wider 128, and FFHQ's for 512 (T. Karras et al., 2019).
 */
export const faceTemplates: Readonly<Record<FaceTemplate, FacePoints>> = {
  arcface_112: scaled(112, [
    [38.2946, 51.6963],
    [73.5318, 51.5014],
    [56.0252, 71.7366],
    [41.5493, 92.3655],
    [70.7299, 92.2041],
  ]),
  arcface_128: scaled(128, [
    [46.2946, 51.6963],
    [81.5318, 51.5014],
    [64.0252, 71.7366],
    [49.5493, 92.3655],
    [78.7299, 92.2041],
  ]),
  ffhq_512: scaled(512, [
    [192.98138, 239.94708],
    [318.90277, 240.1936],
    [256.63416, 314.01935],
    [201.26117, 371.41043],
    [313.08905, 371.15118],
  ]),
};

type Pair = readonly [number, number];

function scaled(side: number, at: readonly [Pair, Pair, Pair, Pair, Pair]): FacePoints {
  const share = ([x, y]: Pair): FacePoint => ({ x: x / side, y: y / side });
  const [eyeLeft, eyeRight, nose, mouthLeft, mouthRight] = at;
  return {
    eyeLeft: share(eyeLeft),
    eyeRight: share(eyeRight),
    nose: share(nose),
    mouthLeft: share(mouthLeft),
    mouthRight: share(mouthRight),
  };
}

/** A face that a detector found. Pixels of the upright picture. */
export interface FoundFace {
  readonly points: FacePoints;
  /** How sure the detector is, 0 to 1. */
  readonly score: number;
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

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
