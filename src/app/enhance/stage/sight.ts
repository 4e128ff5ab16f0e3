/** Where the picture lies on the stage: its size, its frame, the view, and what follows of them. */
import {
  after,
  cropOf,
  frameSize,
  inverse,
  mapped,
  type Rectangle,
  type Size,
  toFrame,
} from '#media/edit/frame.ts';

import type { Viewport } from '../surface.ts';

import type { Scene } from './paintings.ts';
import { fitted, frameToStage, heldView, type View } from './view.ts';

/** What may be changed of it at once. */
interface Lie {
  readonly picture: Size;
  readonly scene: Scene;
  /** CSS pixels. */
  readonly stage: Size;
  readonly view: View;
}

/** Holds the view within what is shown, and tells whoever listens when something moved. */
export class Sight {
  #lie: Lie;
  #viewport: Viewport | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(picture: Size, scene: Scene) {
    const stage = { width: 1, height: 1 };
    this.#lie = { picture, scene, stage, view: fitted({ x: 0, y: 0, ...picture }, stage) };
  }

  get picture(): Size {
    return this.#lie.picture;
  }

  get scene(): Scene {
    return this.#lie.scene;
  }

  get stage(): Size {
    return this.#lie.stage;
  }

  get view(): View {
    return this.#lie.view;
  }

  /** The part of the frame that is shown: the crop, or all of it. */
  get part(): Rectangle {
    const { edits, uncropped } = this.scene;
    return uncropped
      ? { x: 0, y: 0, ...frameSize(this.picture, edits) }
      : cropOf(this.picture, edits);
  }

  move(to: Partial<Lie>): void {
    this.#lie = { ...this.#lie, ...to };
    this.#lie = { ...this.#lie, view: heldView(this.view, this.part, this.stage) };
    this.#viewport = null;
    for (const listener of this.#listeners) listener();
  }

  viewport = (): Viewport => {
    if (this.#viewport) return this.#viewport;
    const { picture, stage, view, scene } = this.#lie;
    const matrix = after(toFrame(picture, scene.edits), frameToStage(view, stage));
    const back = inverse(matrix);
    this.#viewport = {
      stage,
      picture,
      matrix,
      scale: view.scale,
      toScreen: (at) => mapped(matrix, at),
      toPicture: (at) => mapped(back, at),
    };
    return this.#viewport;
  };

  onViewport = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  close(): void {
    this.#listeners.clear();
  }
}
