/**
 * What a tool of the editor stands on: where the picture lies on the screen, what pointers and keys
 * do on it, a layer of its own to draw on, and its own undo. A tool knows nothing else of the editor.
 *
 * Picture coordinates are pixels of the upright picture as it lies in the library (EXIF applied),
 * x to the right, y down; (0, 0) is the outer corner of the first pixel and fractions are places
 * within one. Screen coordinates are CSS pixels from the top left of the stage.
 */
import {
  createContext,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react';

import type { AssetRow } from '#domain/asset.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * x' = a·x + c·y + e, y' = b·x + d·y + f: the order of `CanvasRenderingContext2D.setTransform`, so
 * that a layer may hand it over as it is.
 */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** How the picture lies on the stage at one moment. A new object whenever anything of it changes. */
export interface Viewport {
  /** The stage, CSS pixels. */
  readonly stage: Size;
  /** The whole picture, pixels. */
  readonly picture: Size;
  /** Picture → screen. A tool that works on the picture itself sees no turn and no mirror in it. */
  readonly matrix: Affine;
  /** CSS pixels that one pixel of the picture is wide. */
  readonly scale: number;
  readonly toScreen: (at: Point) => Point;
  readonly toPicture: (at: Point) => Point;
}

/** One place of a pointer's way. */
export interface PointerSample {
  /** Picture coordinates; may lie outside of the picture. */
  readonly at: Point;
  /** 0 to 1; a mouse and a finger without a sense of pressure give 1. */
  readonly pressure: number;
}

/**
 * A pointer on the picture. `down`, `move` and `up` belong to one pointer that a layer has taken;
 * `cancel` takes it away (a second finger came, the window lost it): what was begun is to be undone.
 * `hover` moves without being pressed; `leave` ends it.
 */
export interface PicturePointer extends PointerSample {
  readonly what: 'down' | 'move' | 'up' | 'cancel' | 'hover' | 'leave';
  readonly screen: Point;
  readonly type: 'mouse' | 'pen' | 'touch';
  /** The pen's other end, or its button for erasing. */
  readonly isEraser: boolean;
  /** The button that went down: 0 first, 2 second. */
  readonly button: number;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Ctrl, or ⌘ on a Mac. */
  readonly mod: boolean;
  /** Every place since the last event, the newest last: as fine as the device reports them. */
  readonly samples: readonly PointerSample[];
}

/** What a tool lays over the picture. All parts are optional. */
export interface Layer {
  /**
   * Draws on a canvas of its own above the picture, cleared before; in screen coordinates (the pixel
   * ratio is applied already). For picture coordinates: `context.transform(...)` by the matrix.
   */
  readonly draw?: (context: CanvasRenderingContext2D, viewport: Viewport) => void;
  /** A CSS cursor while nothing else (panning) gives one; null for the browser's own. */
  readonly cursor?: string | null;
  /**
   * Takes pointers. On `down` false lets it go, and the hand moves the picture instead. Two fingers,
   * the middle button and the space bar always move the picture.
   */
  readonly onPointer?: (pointer: PicturePointer) => boolean | void;
  /** Keys while the stage has the focus, before its own (arrows, + − 0 1); true when it was one. */
  readonly onKey?: (event: KeyboardEvent) => boolean;
}

/** The undo of a tool while it is open; the editor's buttons and Ctrl+Z go to it. */
export interface ToolHistory {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Straight RGBA of a part of the picture, as it lies in the library. */
export interface PicturePart extends Size {
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** What the editor gives to a tool. The object stays the same for one picture. */
export interface Surface {
  readonly asset: AssetRow;
  /** Size of the upright picture, pixels, and whether it may have pixels that are not opaque. */
  readonly picture: Size & { readonly hasAlpha: boolean };
  readonly viewport: () => Viewport;
  /** Calls back when the viewport changed; gives the end of it. */
  readonly onViewport: (listener: () => void) => () => void;
  /** Asks for the layers to be drawn again, at the next frame at the latest. */
  readonly redraw: () => void;
  /** Lays a layer over the picture, above those that are there; gives the end of it. */
  readonly enter: (layer: () => Layer) => () => void;
  /** Gives the editor's undo to this tool; null takes it back. */
  readonly setHistory: (history: ToolHistory | null) => void;
  /**
   * Pixels of a region that lies inside the picture, made small by `shrink` (1, 2, 4 … 2^n, a mean
   * of so many by so many pixels; sides are rounded up). Null once the editor was left.
   */
  readonly read: (region: Point & Size, shrink?: number) => Promise<PicturePart | null>;
  /** Moves and enlarges so that this region of the picture is in sight. */
  readonly show: (region: Point & Size) => void;
}

const SurfaceContext = createContext<Surface | null>(null);

export const SurfaceProvider = SurfaceContext.Provider;

/** The surface of the open picture; only inside of a tool's `Panel` and `Overlay`. */
export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('useSurface outside of the editor');
  return surface;
}

/** How the picture lies on the stage, live: the component is drawn again with every step of it. */
export function useViewport(): Viewport {
  const surface = useSurface();
  return useSyncExternalStore(surface.onViewport, surface.viewport);
}

/** Lays a layer over the picture for as long as the component stands; drawn again after each render. */
export function useLayer(layer: Layer): void {
  const surface = useSurface();
  // The stage asks for the cursor while it renders, which an effect event does not allow.
  const newest = useRef(layer);
  useLayoutEffect(() => {
    newest.current = layer;
  });
  useEffect(() => surface.enter(() => newest.current), [surface]);
  useEffect(() => surface.redraw());
}

/** Gives Ctrl+Z and the editor's buttons to this tool for as long as the component stands. */
export function useToolHistory(history: ToolHistory): void {
  const surface = useSurface();
  useEffect(() => {
    surface.setHistory(history);
  });
  useEffect(() => () => surface.setHistory(null), [surface]);
}
