/** The stage as a thing that lasts as long as one picture is open: what belongs to it, put together. */
import type { Failure } from '#domain/failure.ts';
import { noEdits, type PictureEdits, sameEdits } from '#media/edit/edits.ts';
import type { Rectangle, Size } from '#media/edit/frame.ts';
import type { ToneStage } from '#media/edit/tone.ts';

import type { Layer, PicturePart, Viewport } from '../surface.ts';

import { Layers } from './layers.ts';
import type { Rect } from './messages.ts';
import { paint, type SmallPicture } from './paint.ts';
import { paintingsOf, type Scene, type Wished } from './paintings.ts';
import { type OpenedPicture, PictureThread } from './picture-thread.ts';
import { Sight } from './sight.ts';
import { TileStore } from './tile-store.ts';
import { Tones } from './tones.ts';
import type { View } from './view.ts';
import { wantedFor } from './wanted.ts';

export interface StageState {
  readonly state: 'decoding' | 'open' | 'failed';
  readonly failure: Failure | null;
  readonly hasAlpha: boolean;
  /** How much of the small pictures is made. */
  readonly made: number;
}

const decoding: StageState = { state: 'decoding', failure: null, hasAlpha: false, made: 0 };

/** Holds the thread, the tiles and the canvases of one picture. Close it. */
export class PictureStage {
  readonly #sight: Sight;
  readonly #tones = new Tones();
  readonly #store = new TileStore();
  readonly #layers = new Layers();
  readonly #stateListeners = new Set<() => void>();
  #thread: PictureThread | null = null;
  #again: (() => void) | null = null;
  #canvas: CanvasRenderingContext2D | null = null;
  #overlay: CanvasRenderingContext2D | null = null;
  #ground: CanvasPattern | string = '#888';
  #ratio = 1;
  #state = decoding;
  #levels = 1;
  #small: SmallPicture | null = null;
  #frame = 0;
  #wanted = '';
  #cursor: string | null = null;
  /** Milliseconds that the last frames took to draw. */
  readonly frames: number[] = [];

  readonly viewport: () => Viewport;
  readonly onViewport: (listener: () => void) => () => void;

  constructor(picture: Size) {
    this.#sight = new Sight(picture, { edits: noEdits, uncropped: false, compare: 'edited' });
    ({ viewport: this.viewport, onViewport: this.onViewport } = this.#sight);
  }

  // ——— The file ———

  open(file: Blob, name: string): void {
    this.#again = () => this.open(file, name);
    this.#thread = new PictureThread(file, name, {
      onOpened: (opened) => this.#opened(opened),
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

  #opened({ width, height, hasAlpha, levels }: OpenedPicture): void {
    this.#levels = levels;
    // What was decoded is right, whatever was known of it.
    if (width !== this.picture.width || height !== this.picture.height) {
      this.#sight.move({ picture: { width, height } });
    }
    this.#setState({ ...this.#state, state: 'open', hasAlpha });
    this.#retone();
    this.redraw();
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
    this.#tones.forget();
    this.#wanted = '';
    this.#setState(decoding);
    this.#again?.();
  }

  /** A small picture that stands for it while it is decoded. */
  setSmall(small: SmallPicture): void {
    this.#small = small;
    this.redraw();
  }

  read(region: Rect, shrink = 1): Promise<PicturePart | null> {
    return this.#thread?.read(region, shrink) ?? Promise.resolve(null);
  }

  count(edits: PictureEdits, until: ToneStage): Promise<readonly Uint32Array[] | null> {
    return this.#thread?.count(edits, until) ?? Promise.resolve(null);
  }

  state = (): StageState => this.#state;
  onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  #setState(state: StageState): void {
    this.#state = state;
    for (const listener of this.#stateListeners) listener();
  }

  // ——— Where it lies ———

  get picture(): Size {
    return this.#sight.picture;
  }

  get scene(): Scene {
    return this.#sight.scene;
  }

  /** The part of the frame that is shown: the crop, or all of it. */
  get part(): Rectangle {
    return this.#sight.part;
  }

  get view(): View {
    return this.#sight.view;
  }

  get stage(): Size {
    return this.#sight.stage;
  }

  get ratio(): number {
    return this.#ratio;
  }

  attach(canvas: HTMLCanvasElement, overlay: HTMLCanvasElement, ground: CanvasImageSource): void {
    this.#canvas = canvas.getContext('2d');
    this.#overlay = overlay.getContext('2d');
    this.#ground = this.#canvas?.createPattern(ground, 'repeat') ?? '#888';
    this.redraw();
  }

  resize(stage: Size, ratio: number): void {
    this.#ratio = ratio;
    for (const context of [this.#canvas, this.#overlay]) {
      if (!context) continue;
      context.canvas.width = Math.max(1, Math.round(stage.width * ratio));
      context.canvas.height = Math.max(1, Math.round(stage.height * ratio));
    }
    this.#sight.move({ stage });
    // A canvas is empty once its size was set: it is filled before the screen shows it.
    cancelAnimationFrame(this.#frame);
    this.#draw();
  }

  setView(view: View): void {
    this.#sight.move({ view });
    this.redraw();
  }

  setScene(scene: Scene): void {
    const isOtherLight = !sameEdits(this.scene.edits, scene.edits);
    this.#sight.move({ scene });
    if (isOtherLight) this.#retone();
    this.redraw();
  }

  // ——— What lies over it ———

  enter(layer: () => Layer): () => void {
    const leave = this.#layers.enter(layer);
    this.redraw();
    return () => {
      leave();
      this.redraw();
    };
  }

  /** The layers as they are now, the uppermost first. */
  layers(): readonly Layer[] {
    return this.#layers.all();
  }

  /** The cursor that the uppermost layer asks for. */
  cursor = (): string | null => this.#cursor;

  // ——— Drawing ———

  redraw = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  };

  /** Another light is wished: it is made for what is in sight, and shown once all of that is there. */
  #retone(): void {
    this.#tones.wish(this.scene.edits);
    this.#beginTone();
  }

  #beginTone(): void {
    // A draft has its light before there is a thread: that is told once the picture is open.
    const light = this.#state.state === 'open' ? this.#tones.begin() : null;
    if (light) this.#thread?.tone(light.tone, light.edits);
  }

  #paintings(): readonly Wished[] {
    const { scene, part, view, stage, picture } = this.#sight;
    return paintingsOf({
      scene,
      part,
      view,
      stage,
      ratio: this.#ratio,
      shown: this.#tones.shown,
      coming: this.#tones.coming,
      base: {
        picture,
        levels: this.#levels,
        hasAlpha: this.#state.hasAlpha,
        matrix: this.viewport().matrix,
        small: this.#small,
        ground: this.#ground,
      },
    });
  }

  /** Asks for the tiles that are missing; shows the light that was coming once it is all there. */
  #want(paintings: readonly Wished[]): void {
    const missing = paintings.flatMap((painting) => {
      const wanted = wantedFor(painting, this.#store);
      if (wanted?.isThere && this.#tones.isComing && painting.wished === this.#tones.coming) {
        this.#tones.show();
        this.#beginTone();
        this.redraw();
      }
      return wanted?.missing ?? [];
    });
    const wanted = JSON.stringify(missing);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#thread?.want(missing);
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
    if (this.#overlay) this.#layers.draw(this.#overlay, this.#ratio, this.viewport());
    const cursor = this.#layers.cursor();
    if (cursor !== this.#cursor) {
      this.#cursor = cursor;
      for (const listener of this.#stateListeners) listener();
    }
    this.#store.sweep([0, this.#tones.shown, this.#tones.coming]);
    this.frames.push(performance.now() - began);
    if (this.frames.length > 240) this.frames.shift();
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#thread?.close();
    this.#store.clear();
    this.#sight.close();
    this.#stateListeners.clear();
    this.#canvas = null;
    this.#overlay = null;
  }
}
