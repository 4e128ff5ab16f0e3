/**
 * The engine itself: the single-thread core of ffmpeg.wasm, two files of our own origin that come
 * only when they are first needed and are kept from then on (in the service worker's cache, which
 * answers for them offline). Laws: never from another origin; never fetched unasked.
 */
import coreAddress from '@ffmpeg/core?url';
import wasmAddress from '@ffmpeg/core/wasm?url';

import { fail, ok, type Result } from '#domain/result.ts';

/** Whether a run may fetch the engine, and who hears how far it is. */
export interface EngineAsk {
  readonly fetch: boolean;
  readonly onFetch?: (fraction: number) => void;
}

export interface Engine {
  readonly core: string;
  readonly module: WebAssembly.Module;
}

/** Bytes of the engine, about. */
export const engineSize = 32_300_000;
/** A note for people while it comes. */
export const engineNote = 'getting the media engine, 32 MB, once';

/** The cache that the service worker reads engines from. */
const cacheName = 'inkreel-engines';

const absolute = (address: string): string => new URL(address, import.meta.url).href;
const core = absolute(coreAddress);
const wasm = absolute(wasmAddress);

/** Whether the engine is kept on this device. */
export async function isEngineHere(): Promise<boolean> {
  try {
    const cache = await caches.open(cacheName);
    const found = await Promise.all([core, wasm].map((url) => cache.match(url)));
    return found.every((answer) => answer !== undefined);
  } catch {
    return false;
  }
}

/** Removes the engine from this device; it comes again when it is asked for. */
export async function removeEngine(): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all([core, wasm].map((url) => cache.delete(url)));
  compiled = null;
}

/** Fetches the engine without running it, so that it is there offline. Failures as of `openEngine`. */
export async function fetchEngine(
  onFetch: (fraction: number) => void,
  signal: AbortSignal,
): Promise<Result<void>> {
  const bytes = await engineBytes({ fetch: true, onFetch }, signal);
  return bytes.ok ? ok(undefined) : bytes;
}

let compiled: Promise<WebAssembly.Module> | null = null;

/** The engine, compiled once a thread. Failure: `unsupported` when it is not here and may not, or could not, be fetched. */
export async function openEngine(ask: EngineAsk, signal: AbortSignal): Promise<Result<Engine>> {
  if (!compiled) {
    const bytes = await engineBytes(ask, signal);
    if (!bytes.ok) return bytes;
    compiled ??= WebAssembly.compile(bytes.value);
    compiled.catch(() => {
      compiled = null;
    });
  }
  return ok({ core, module: await compiled });
}

const engineName = 'The media engine';

async function engineBytes(
  ask: EngineAsk,
  signal: AbortSignal,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const cache = await caches.open(cacheName).catch(() => null);
  const kept = await cache?.match(wasm);
  if (kept && (await cache?.match(core))) return ok(new Uint8Array(await kept.arrayBuffer()));
  if (!ask.fetch) {
    const reason = 'it is not on this device yet: fetch it in Settings, or start this task by hand';
    return fail({ code: 'unsupported', what: engineName, reason });
  }
  try {
    const script = await fetch(core, { signal });
    const answer = await fetch(wasm, { signal });
    if (!script.ok || !answer.ok || !answer.body) throw new TypeError('no good answer');
    await cache?.put(core, script);
    const bytes = await read(answer, ask.onFetch);
    await cache?.put(wasm, new Response(bytes, { headers: answer.headers })).catch(() => undefined);
    return ok(bytes);
  } catch (thrown) {
    if (signal.aborted) return fail({ code: 'cancelled' });
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    const reason = `it could not be fetched (${why}): connect to the network once, then try again`;
    return fail({ code: 'unsupported', what: engineName, reason });
  }
}

/** Reads an answer piece by piece and tells how far it is. */
async function read(
  answer: Response,
  onFetch: (fraction: number) => void = () => undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const piece of answer.body ?? []) {
    pieces.push(piece);
    size += piece.length;
    onFetch(Math.min(1, size / engineSize));
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
