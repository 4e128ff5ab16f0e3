/** Faces drawn for tests: an oval of skin with eyes, a nose and a mouth, turned and sized at will. */
import { middleFace, type FacePoint, type FacePoints } from '#domain/face.ts';

import { pixelsInMemory, type PixelSource } from '../image/pixels.ts';

export interface DrawnFace {
  readonly picture: PixelSource;
  readonly points: FacePoints;
}

type Colour = readonly [number, number, number];

/** Draws a face with its eyes `size` pixels apart at a place, turned by `angle`, on a striped ground. */
export function drawnFace({
  width = 240,
  height = 240,
  x = 120,
  y = 95,
  size = 60,
  angle = 0,
  skin = [205, 160, 130],
  eyes = [40, 90, 60],
  lips = [170, 60, 70],
  light = 1,
}: {
  readonly width?: number;
  readonly height?: number;
  readonly x?: number;
  readonly y?: number;
  readonly size?: number;
  readonly angle?: number;
  readonly skin?: Colour;
  readonly eyes?: Colour;
  readonly lips?: Colour;
  /** Brightness of everything. */
  readonly light?: number;
}): DrawnFace {
  const [cos, sin] = [Math.cos(angle) * size, Math.sin(angle) * size];
  const at = (place: FacePoint): FacePoint => ({
    x: x + place.x * cos - place.y * sin,
    y: y + place.x * sin + place.y * cos,
  });
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [dx, dy] = [column + 0.5 - x, row + 0.5 - y];
      const place = {
        x: (dx * cos + dy * sin) / (size * size),
        y: (dy * cos - dx * sin) / (size * size),
      };
      const ground = (column >> 3) & 1 ? 120 : 90;
      const colour = colourAt(place, { skin, eyes, lips }) ?? [ground, ground + 20, ground + 40];
      pixels.set(
        [colour[0] * light, colour[1] * light, colour[2] * light, 255],
        (row * width + column) * 4,
      );
    }
  }
  return {
    picture: pixelsInMemory(pixels, width, height),
    points: {
      eyeLeft: at(middleFace.eyeLeft),
      eyeRight: at(middleFace.eyeRight),
      nose: at(middleFace.nose),
      mouthLeft: at(middleFace.mouthLeft),
      mouthRight: at(middleFace.mouthRight),
    },
  };
}

const isNear = (place: FacePoint, x: number, y: number, across: number, down: number): boolean =>
  ((place.x - x) / across) ** 2 + ((place.y - y) / down) ** 2 < 1;

function colourAt(
  place: FacePoint,
  { skin, eyes, lips }: Readonly<Record<'skin' | 'eyes' | 'lips', Colour>>,
): Colour | null {
  if (isNear(place, -0.5, 0, 0.2, 0.12) || isNear(place, 0.5, 0, 0.2, 0.12)) return eyes;
  if (isNear(place, 0, 1.06, 0.41, 0.13)) return lips;
  if (isNear(place, 0, 0.55, 0.1, 0.16)) return [skin[0] - 40, skin[1] - 40, skin[2] - 40];
  // A little modelling, so that there is a spread of colour to match.
  const shade = 18 * place.x;
  if (isNear(place, 0, 0.45, 1.25, 1.7)) return [skin[0] - shade, skin[1] - shade, skin[2] - shade];
  return null;
}
