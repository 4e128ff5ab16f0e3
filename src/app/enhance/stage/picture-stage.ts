/** The stage as a thing that lasts as long as one picture is open: its view, tiles, tones, layers. */
import type { Failure } from '#domain/failure.ts';
import { colourOf, noEdits, type PictureEdits, sameEdits } from '#media/edit/edits.ts';
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
import type { ToneStage } from '#media/edit/tone.ts';

import type { Layer, PicturePart, Viewport } from '../surface.ts';

import type { Rect, WantedTile } from './messages.ts';
import { paint, type SmallPicture } from './paint.ts';
import { paintingsOf, type Scene, type Wished } from './paintings.ts';
import { PictureThread } from './picture-thread.ts';
import { TileStore } from './tile-store.ts';
import { inSight, levelFor, tilesOf } from './tiles.ts';
import { fitted, frameToStage, heldView, type View } from './view.ts';

export interface StageState {
  readonly state: 'decoding' | 'open' | 'failed';
  readonly failure: Failure | null;
  readonly hasAlpha: boolean;
  /** How much of the small pictures is made. */
  readonly made: number;
}

const noStage: Size = { width: 1, height: 1 };

/** Holds the thread, the tiles and the canvases of one picture. Close it. */
export class PictureStage {
  #picture: Size;
  readonly #store = new TileStore();
  readonly #layers: (() => Layer)[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #stateListeners = new Set<() => void>();
  #thread: PictureThread | null = null;
  #again: (() => void) | null = null;
  #canvas: CanvasRenderingContext2D | null = null;
  #overlay: CanvasRenderingContext2D | null = null;
  #ground: CanvasPattern | string = '#888';
  #stage = noStage;
  #ratio = 1;
  #scene: Scene = { edits: noEdits, uncropped: false, compare: 'edited' };
  #view: View;
  #viewport: Viewport | null = null;
  #state: StageState = { state: 'decoding', failure: null, hasAlpha: false, made: 0 };
  #levels = 1;
  #small: SmallPicture | null = null;
  /** Tones by number: what is on the screen, what is being made, and what is wished. */
  #shown = 0;
  #coming = 0;
  #newest = 0;
  #wished: PictureEdits = noEdits;
  #frame = 0;
  #wanted = '';
  #cursor: string | null = null;
  /** Milliseconds that the last frames took to draw. */
  readonly frames: number[] = [];

  constructor(picture: Size) {
    this.#picture = picture;
    this.#view = fitted({ x: 0, y: 0, ...picture }, noStage);
  }

  open(file: Blob, name: string): void {
    this.#again = () => this.open(file, name);
    this.#thread = new PictureThread(file, name, {
      onOpened: ({ width, height, hasAlpha, levels }) => {
        this.#levels = levels;
        // What was decoded is right, whatever was known of it.
        if (width !== this.#picture.width || height !== this.#picture.height) {
          this.#picture = { width, height };
          this.#moved();
        }
        this.#setState({ ...this.#state, state: 'open', hasAlpha });
        this.#retone();
        this.redraw();
      },
      onFailed: (failure) => this.#setState({ ...this.#state, state: 'failed', failure }),
      onMade: (made) => {
        if (made === 1 || made - this.#state.made > 0.05) this.#setState({ ...this.#state, made });
      },
      onTile: (tile, bitmap) => {
        this.#store.put(tile, bitmap);
        this.redraw();
      },
    });
  }

  /** The file cannot be had; `again` asks for it once more. */
  fail(failure: Failure, again: () => void): void {
    this.#again = again;
    this.#setState({ ...this.#state, state: 'failed', failure });
  }

  /** Begins anew after a failure: what was made of the picture is made again, its edits stay. */
  tryAgain(): void {
    this.#thread?.close();
    this.#thread = null;
    this.#store.clear();
    this.#shown = 0;
    this.#coming = 0;
    this.#newest = 0;
    this.#wanted = '';
    this.#setState({ state: 'decoding', failure: null, hasAlpha: false, made: 0 });
    this.#again?.();
  }

  /** A small picture that stands for it while it is decoded. */
  setSmall(small: SmallPicture): void {
    this.#small = small;
    this.redraw();
  }

  attach(canvas: HTMLCanvasElement, overlay: HTMLCanvasElement, ground: CanvasImageSource): void {
    this.#canvas = canvas.getContext('2d');
    this.#overlay = overlay.getContext('2d');
    this.#ground = this.#canvas?.createPattern(ground, 'repeat') ?? '#888';
    this.redraw();
  }

  resize(stage: Size, ratio: number): void {
    this.#stage = stage;
    this.#ratio = ratio;
    for (const context of [this.#canvas, this.#overlay]) {
      if (!context) continue;
      context.canvas.width = Math.max(1, Math.round(stage.width * ratio));
      context.canvas.height = Math.max(1, Math.round(stage.height * ratio));
    }
    this.#moved();
    // A canvas is empty once its size was set: it is filled before the screen shows it.
    cancelAnimationFrame(this.#frame);
    this.#draw();
  }

  setScene(scene: Scene): void {
    const before = this.#scene;
    this.#scene = scene;
    if (!sameEdits(before.edits, scene.edits)) this.#retone();
    this.#moved();
  }

  get picture(): Size {
    return this.#picture;
  }

  get scene(): Scene {
    return this.#scene;
  }

  /** The part of the frame that is shown: the crop, or all of it. */
  get part(): Rectangle {
    const { edits, uncropped } = this.#scene;
    return uncropped
      ? { x: 0, y: 0, ...frameSize(this.picture, edits) }
      : cropOf(this.picture, edits);
  }

  get view(): View {
    return this.#view;
  }

  get stage(): Size {
    return this.#stage;
  }

  get ratio(): number {
    return this.#ratio;
  }

  setView(view: View): void {
    this.#view = view;
    this.#moved();
  }

  #moved(): void {
    this.#view = heldView(this.#view, this.part, this.#stage);
    this.#viewport = null;
    for (const listener of this.#listeners) listener();
    this.redraw();
  }

  viewport = (): Viewport => {
    if (this.#viewport) return this.#viewport;
    const matrix = after(
      toFrame(this.picture, this.#scene.edits),
      frameToStage(this.#view, this.#stage),
    );
    const back = inverse(matrix);
    this.#viewport = {
      stage: this.#stage,
      picture: this.picture,
      matrix,
      scale: this.#view.scale,
      toScreen: (at) => mapped(matrix, at),
      toPicture: (at) => mapped(back, at),
    };
    return this.#viewport;
  };

  onViewport = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  state = (): StageState => this.#state;
  onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  /** The cursor that the uppermost layer asks for. */
  cursor = (): string | null => this.#cursor;

  #setState(state: StageState): void {
    this.#state = state;
    for (const listener of this.#stateListeners) listener();
  }

  enter(layer: () => Layer): () => void {
    this.#layers.push(layer);
    this.redraw();
    return () => {
      this.#layers.splice(this.#layers.indexOf(layer), 1);
      this.redraw();
    };
  }

  /** The layers as they are now, the uppermost first. */
  layers(): readonly Layer[] {
    return this.#layers.map((layer) => layer()).toReversed();
  }

  read(region: Rect, shrink = 1): Promise<PicturePart | null> {
    return this.#thread?.read(region, shrink) ?? Promise.resolve(null);
  }

  count(edits: PictureEdits, until: ToneStage): Promise<readonly Uint32Array[] | null> {
    return this.#thread?.count(edits, until) ?? Promise.resolve(null);
  }

  redraw = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  };

  /** Another light is wished: it is made for what is in sight, and shown once all of that is there. */
  #retone(): void {
    const wished = colourOf(this.#scene.edits);
    const last = this.#newest === 0 ? noEdits : this.#wished;
    if (!sameEdits(wished, last)) {
      this.#wished = wished;
      this.#newest = sameEdits(wished, noEdits) ? 0 : Math.max(this.#newest, this.#coming) + 1;
    }
    if (this.#coming === this.#shown) this.#begin();
  }

  #begin(): void {
    // A draft has its light before there is a thread: that is told once the picture is open.
    if (this.#state.state !== 'open' || this.#coming === this.#newest) return;
    this.#coming = this.#newest;
    if (this.#coming > 0) this.#thread?.tone(this.#coming, this.#wished);
  }

  #paintings(): readonly Wished[] {
    return paintingsOf({
      scene: this.#scene,
      part: this.part,
      view: this.#view,
      stage: this.#stage,
      ratio: this.#ratio,
      shown: this.#shown,
      coming: this.#coming,
      base: {
        picture: this.#picture,
        levels: this.#levels,
        hasAlpha: this.#state.hasAlpha,
        matrix: this.viewport().matrix,
        small: this.#small,
        ground: this.#ground,
      },
    });
  }

  /** Tiles that are missing, in the order of their hurry: the coarsest, then what is in sight. */
  #want(paintings: readonly Wished[]): void {
    const tiles: WantedTile[] = [];
    for (const { clip, matrix, wished } of paintings) {
      const part = clip.width > 0 && clip.height > 0 ? inSight(clip, matrix, this.picture) : null;
      if (!part) continue;
      const level = levelFor(Math.hypot(matrix.a, matrix.b), this.#levels);
      for (const one of new Set([this.#levels - 1, level])) {
        for (const place of tilesOf(part, one)) {
          if (!this.#store.has(place, wished)) tiles.push({ ...place, tone: wished });
        }
      }
      if (wished === this.#coming && this.#coming !== this.#shown) {
        const isThere = tilesOf(part, level).every((place) => this.#store.has(place, wished));
        if (isThere) {
          this.#shown = this.#coming;
          this.#begin();
          this.redraw();
        }
      }
    }
    const wanted = JSON.stringify(tiles);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#thread?.want(tiles);
  }

  #draw(): void {
    const began = performance.now();
    const context = this.#canvas;
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    const paintings = this.#paintings();
    for (const painting of paintings) {
      if (painting.clip.width > 0 && painting.clip.height > 0)
        paint(context, painting, this.#store);
    }
    if (this.#state.state === 'open') this.#want(paintings);
    const overlay = this.#overlay;
    if (overlay) {
      overlay.setTransform(1, 0, 0, 1, 0, 0);
      overlay.clearRect(0, 0, overlay.canvas.width, overlay.canvas.height);
      const viewport = this.viewport();
      for (const layer of this.#layers) {
        overlay.save();
        overlay.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
        layer().draw?.(overlay, viewport);
        overlay.restore();
      }
    }
    const cursor = this.layers().find((layer) => layer.cursor)?.cursor ?? null;
    if (cursor !== this.#cursor) {
      this.#cursor = cursor;
      for (const listener of this.#stateListeners) listener();
    }
    this.#store.sweep([0, this.#shown, this.#coming]);
    this.frames.push(performance.now() - began);
    if (this.frames.length > 240) this.frames.shift();
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#thread?.close();
    this.#store.clear();
    this.#listeners.clear();
    this.#stateListeners.clear();
    this.#canvas = null;
    this.#overlay = null;
  }
}
