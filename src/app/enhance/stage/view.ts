/**
 * How the edited picture is looked at: how large, and which place of it stands in the middle of the
 * stage. Places are told in the frame (`media/edit/frame.ts`), lengths on the stage in CSS pixels.
 */
import type { Affine, Rectangle, Size } from '#media/edit/frame.ts';
import { fitScale } from '../../ui/fit.ts';

export interface View {
  /** CSS pixels that a pixel of the picture is wide. */
  readonly scale: number;
  /** The place of the frame in the middle of the stage. */
  readonly x: number;
  readonly y: number;
  /** Follows the stage and the crop: all of it is in sight. */
  readonly isFit: boolean;
}

/** Largest: so many CSS pixels for one of the picture. */
const largestScale = 64;
/** Free room around a picture that is shown whole. */
const margin = 24;

/** All of a part of the frame in the middle of the stage; only specks are enlarged. */
export function fitted(part: Rectangle, stage: Size, free = margin): View {
  const room = {
    width: Math.max(1, stage.width - 2 * free),
    height: Math.max(1, stage.height - 2 * free),
  };
  return {
    scale: Math.min(fitScale(part, room), largestScale),
    x: part.x + part.width / 2,
    y: part.y + part.height / 2,
    isFit: true,
  };
}

/** Holds some of the part in sight: its edges stop at the middle of the stage. */
export function heldView(view: View, part: Rectangle, stage: Size): View {
  if (view.isFit) return fitted(part, stage);
  const least = Math.min(fitted(part, stage).scale, 1 / 4) / 2;
  const scale = Math.min(largestScale, Math.max(least, view.scale));
  return {
    scale,
    x: Math.min(part.x + part.width, Math.max(part.x, view.x)),
    y: Math.min(part.y + part.height, Math.max(part.y, view.y)),
    isFit: false,
  };
}

/** Frame → stage. */
export const frameToStage = ({ scale, x, y }: View, stage: Size): Affine => ({
  a: scale,
  b: 0,
  c: 0,
  d: scale,
  e: stage.width / 2 - x * scale,
  f: stage.height / 2 - y * scale,
});

/** Enlarges to a scale; what lies under this place of the stage stays there. */
export function zoomedTo(
  view: View,
  wished: number,
  at: { readonly x: number; readonly y: number },
  part: Rectangle,
  stage: Size,
): View {
  const { scale } = heldView({ ...view, scale: wished, isFit: false }, part, stage);
  const [dx, dy] = [at.x - stage.width / 2, at.y - stage.height / 2];
  return heldView(
    {
      scale,
      x: view.x + dx / view.scale - dx / scale,
      y: view.y + dy / view.scale - dy / scale,
      isFit: false,
    },
    part,
    stage,
  );
}

/** Moves the picture by CSS pixels. */
export const movedBy = (view: View, dx: number, dy: number, part: Rectangle, stage: Size): View =>
  heldView(
    { ...view, x: view.x - dx / view.scale, y: view.y - dy / view.scale, isFit: false },
    part,
    stage,
  );

/** Steps of the keys + and −: eight from half to twice, with 100 % among them. */
export function nextScale(scale: number, way: 1 | -1, ratio: number): number {
  const step = Math.log2(scale * ratio) * 2;
  const next = way > 0 ? Math.floor(step + 1.001) : Math.ceil(step - 1.001);
  return 2 ** (next / 2) / ratio;
}
