/** What the stage paints where: the edited picture, the original, or both beside a line. */
import type { PictureEdits } from '#media/edit/edits.ts';
import { after, mapped, type Rectangle, type Size } from '#media/edit/frame.ts';

import type { Painting } from './paint.ts';
import { frameToStage, type View } from './view.ts';

/** What is shown of the edits. */
export interface Scene {
  readonly edits: PictureEdits;
  /** The parts that a crop cuts off are in sight too. */
  readonly uncropped: boolean;
  /** `original`: the colours as they were, nothing cut off; a number: left of this part of the stage. */
  readonly compare: 'edited' | 'original' | number;
}

/** What is painted, and the tone that it is to be painted in once that is made. */
export type Wished = Painting & { readonly wished: number };

export function paintingsOf({
  scene: { compare, uncropped },
  part,
  view,
  stage,
  ratio,
  shown,
  coming,
  base,
}: {
  readonly scene: Scene;
  /** The part of the frame that is shown. */
  readonly part: Rectangle;
  readonly view: View;
  readonly stage: Size;
  readonly ratio: number;
  /** Numbers of the tone on the screen and of the one that is being made. */
  readonly shown: number;
  readonly coming: number;
  /** `matrix` in CSS pixels. */
  readonly base: Omit<Painting, 'clip' | 'tone'>;
}): readonly Wished[] {
  const toStage = frameToStage(view, stage);
  const from = mapped(toStage, part);
  const to = mapped(toStage, { x: part.x + part.width, y: part.y + part.height });
  const isWhole = uncropped || compare === 'original';
  const left = isWhole ? 0 : Math.max(0, from.x);
  const top = isWhole ? 0 : Math.max(0, from.y);
  const right = isWhole ? stage.width : Math.min(stage.width, to.x);
  const bottom = isWhole ? stage.height : Math.min(stage.height, to.y);
  const clip = (x: number, end: number): Rectangle => {
    const [x0, y0] = [Math.round(x * ratio), Math.round(top * ratio)];
    return {
      x: x0,
      y: y0,
      width: Math.max(0, Math.round(end * ratio) - x0),
      height: Math.max(0, Math.round(bottom * ratio) - y0),
    };
  };
  const inDevicePixels = { a: ratio, b: 0, c: 0, d: ratio, e: 0, f: 0 };
  const both = { ...base, matrix: after(base.matrix, inDevicePixels) };
  const edited = { ...both, tone: shown, wished: coming };
  const original = { ...both, tone: 0, wished: 0 };
  if (compare === 'edited') return [{ ...edited, clip: clip(left, right) }];
  if (compare === 'original') return [{ ...original, clip: clip(left, right) }];
  const cut = Math.min(right, Math.max(left, compare * stage.width));
  return [
    { ...original, clip: clip(left, cut) },
    { ...edited, clip: clip(cut, right) },
  ];
}
