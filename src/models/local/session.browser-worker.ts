/** A worker for the browser test of sessions: enlarges one picture and says how it went. */
import { rowsOfPixels } from '#media/enlarge/rows.ts';
import { crisp } from './crisp/manifest.ts';
import { enlargeStream, type TileState } from './enlarge.ts';
import type { RuntimeChoice } from './runtime.ts';
import { sessionOpener } from './session.ts';

export interface EnlargeRequest {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray;
  readonly tile: number;
  /** Tiles with which the same thread enlarges the picture before, for nothing. */
  readonly before?: readonly number[];
  readonly bytes: Uint8Array;
  readonly choice: RuntimeChoice;
  /** After so many tiles the graphics device is taken away. */
  readonly loseDeviceAfter?: number;
}

export interface EnlargeAnswer {
  readonly pixels: Uint8ClampedArray;
  readonly state: TileState | null;
  readonly failure: unknown;
}

const cancel = new AbortController();

/** The devices that the runtime was given. */
const devices: { destroy(): void }[] = [];
if ('gpu' in navigator) {
  const { prototype } = GPUAdapter;
  const requestDevice: GPUAdapter['requestDevice'] = Reflect.get(prototype, 'requestDevice');
  prototype.requestDevice = async function request(...given) {
    const device = await requestDevice.apply(this, given);
    devices.push(device);
    return device;
  };
}

self.addEventListener('message', (event: MessageEvent<EnlargeRequest | 'cancel'>) => {
  if (event.data === 'cancel') return cancel.abort();
  void enlargeAll(event.data).then((answer) => self.postMessage(answer));
});

async function enlargeAll(request: EnlargeRequest): Promise<EnlargeAnswer> {
  for (const tile of request.before ?? []) await enlarge({ ...request, tile });
  return enlarge(request);
}

async function enlarge(request: EnlargeRequest): Promise<EnlargeAnswer> {
  let state: TileState | null = null;
  const stream = enlargeStream(rowsOfPixels({ ...request, hasAlpha: false }, request.pixels), {
    manifest: { ...crisp, tile: { webgpu: request.tile, wasm: request.tile } },
    bytes: request.bytes,
    sessions: sessionOpener(request.choice),
    signal: cancel.signal,
    onTile: (now) => {
      state = now;
      if (now.tilesDone === request.loseDeviceAfter) {
        for (const device of devices) device.destroy();
      }
      self.postMessage('tile');
    },
  });
  const pixels = new Uint8ClampedArray(stream.width * stream.height * 4);
  for (;;) {
    const band = await stream.next();
    if (!band.ok) return { pixels, state, failure: band.failure };
    if (!band.value) break;
    pixels.set(band.value.pixels, band.value.y * stream.width * 4);
  }
  await stream.close();
  return { pixels, state, failure: null };
}
