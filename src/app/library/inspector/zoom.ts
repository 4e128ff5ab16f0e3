import { fitScale } from '../../ui/fit.ts';

/** How a picture is seen: device pixels of the screen per pixel of the picture, and what is in the middle. */
export interface Zoom {
  /** 1 is 100 %: one pixel of the picture on one pixel of the screen. */
  readonly scale: number;
  /** The point of the picture in the middle of the window, in its pixels. */
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest scale: a speck may be shown larger than others. */
const largest = (picture: Size, window: Size): number => Math.max(16, fitScale(picture, window));

const clamp = (value: number, low: number, high: number): number =>
  low > high ? (low + high) / 2 : Math.min(high, Math.max(low, value));

/** Keeps the picture over the window: no gap at a side where the picture is larger. */
export function held(zoom: Zoom, picture: Size, window: Size): Zoom {
  const smallest = Math.min(fitScale(picture, window), 1);
  const scale = clamp(zoom.scale, smallest, largest(picture, window));
  const halfWidth = window.width / scale / 2;
  const halfHeight = window.height / scale / 2;
  return {
    scale,
    x: clamp(zoom.x, halfWidth, picture.width - halfWidth),
    y: clamp(zoom.y, halfHeight, picture.height - halfHeight),
  };
}

/** The whole picture in the middle. */
export const fitted = (picture: Size, window: Size): Zoom => ({
  scale: fitScale(picture, window),
  x: picture.width / 2,
  y: picture.height / 2,
});

/**
 * Zooms by a factor while the point under the pointer stays where it is.
 *
 * @param at pointer, from the middle of the window, in device pixels
 */
export function zoomedAt(
  zoom: Zoom,
  factor: number,
  at: { readonly x: number; readonly y: number },
  picture: Size,
  window: Size,
): Zoom {
  const smallest = Math.min(fitScale(picture, window), 1);
  const scale = clamp(zoom.scale * factor, smallest, largest(picture, window));
  return held(
    {
      scale,
      x: zoom.x + at.x / zoom.scale - at.x / scale,
      y: zoom.y + at.y / zoom.scale - at.y / scale,
    },
    picture,
    window,
  );
}

/** Whether this is as far away as the whole picture; a speck may be seen smaller than that. */
export const isFitted = ({ scale }: Zoom, picture: Size, window: Size): boolean => {
  const fit = fitScale(picture, window);
  return fit <= 1 ? scale <= fit + 1e-6 : Math.abs(scale - fit) < 1e-6;
};

/** Moves the picture with the hand, by device pixels. */
export const panned = (zoom: Zoom, x: number, y: number, picture: Size, window: Size): Zoom =>
  held({ ...zoom, x: zoom.x - x / zoom.scale, y: zoom.y - y / zoom.scale }, picture, window);
