import { CanvasSink, type InputVideoTrack } from 'mediabunny';

/** Places of a film, as shares of its length, where a good still is looked for in this order. */
const places = [0.1, 0.2, 0.35, 0.5, 0.05, 0];
/** Mean brightness, 0–255, above which a frame does not count as black. */
const notBlack = 20;

/** A still that stands for a video: the first frame near 10 % that is not black, fitted into a square. */
export async function posterOf(
  track: InputVideoTrack,
  seconds: number,
  side: number,
): Promise<OffscreenCanvas | undefined> {
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  const factor = Math.min(1, side / Math.max(width, height));
  const sink = new CanvasSink(track, {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
    fit: 'fill',
  });
  const first = await track.getFirstTimestamp();
  let best: OffscreenCanvas | undefined;
  let brightest = -1;
  for (const place of places) {
    const wrapped = await sink.getCanvas(first + place * seconds);
    if (!wrapped) continue;
    const brightness = brightnessOf(wrapped.canvas);
    if (brightness > brightest) {
      brightest = brightness;
      best = copyOf(wrapped.canvas);
    }
    if (brightness > notBlack) break;
  }
  return best;
}

/** The frame of some that stands for a film: the first that is not black, else the brightest. */
export function posterAmong(
  frames: readonly (OffscreenCanvas | null)[],
): OffscreenCanvas | undefined {
  const [opening, ...others] = frames;
  const shown = [...others, opening].filter((frame) => frame !== null && frame !== undefined);
  const bright = shown.map((frame) => ({ frame, brightness: brightnessOf(frame) }));
  const first = bright.find(({ brightness }) => brightness > notBlack);
  return (first ?? bright.toSorted((a, b) => b.brightness - a.brightness)[0])?.frame;
}

/** In a page mediabunny draws on an element, in a worker on an OffscreenCanvas. */
type AnyCanvas = HTMLCanvasElement | OffscreenCanvas;

function copyOf(canvas: AnyCanvas): OffscreenCanvas {
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  copy.getContext('2d', { willReadFrequently: true })?.drawImage(canvas, 0, 0);
  return copy;
}

function brightnessOf(canvas: AnyCanvas): number {
  const small = new OffscreenCanvas(16, 16);
  const context = small.getContext('2d', { willReadFrequently: true });
  if (!context) return 0;
  context.drawImage(canvas, 0, 0, 16, 16);
  const { data } = context.getImageData(0, 0, 16, 16);
  return data.reduce((sum, value, at) => sum + (at % 4 === 3 ? 0 : value), 0) / (16 * 16 * 3);
}
