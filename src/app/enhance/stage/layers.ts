/** What tools and masks draw over the picture, and the cursor that they ask for. */
import type { Layer, Viewport } from '../surface.ts';

/** Layers in the order in which they were entered; the last one lies uppermost. */
export class Layers {
  readonly #layers: (() => Layer)[] = [];

  /** Lays one on top; gives what takes it away again. */
  enter(layer: () => Layer): () => void {
    this.#layers.push(layer);
    return () => void this.#layers.splice(this.#layers.indexOf(layer), 1);
  }

  /** As they are now, the uppermost first. */
  all(): readonly Layer[] {
    return this.#layers.map((layer) => layer()).toReversed();
  }

  /** The cursor of the uppermost that has one. */
  cursor(): string | null {
    return this.all().find((layer) => layer.cursor)?.cursor ?? null;
  }

  /** Draws all of them, the lowest first, in CSS pixels of the stage. */
  draw(overlay: CanvasRenderingContext2D, ratio: number, viewport: Viewport): void {
    overlay.setTransform(1, 0, 0, 1, 0, 0);
    overlay.clearRect(0, 0, overlay.canvas.width, overlay.canvas.height);
    for (const layer of this.#layers) {
      overlay.save();
      overlay.setTransform(ratio, 0, 0, ratio, 0, 0);
      layer().draw?.(overlay, viewport);
      overlay.restore();
    }
  }
}
