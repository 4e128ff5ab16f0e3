/**
 * The engine itself: the single-thread core of ffmpeg.wasm, two files of our own origin that come
 * only when they are first needed and are kept from then on (in the service worker's cache, which
 * answers for them offline). Laws: never from another origin; never fetched unasked.
 */
import coreAddress from '@ffmpeg/core?url';
import wasmAddress from '@ffmpeg/core/wasm?url';

import { fail, ok, type Result } from '#domain/result.ts';

import { inTime } from '../patient.ts';

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

/** What is kept of a file; undefined also when the cache does not answer. */
const kept = async (url: string): Promise<Response | undefined> =>
  'caches' in globalThis ? inTime(caches.match(url, { cacheName })) : undefined;

/** Whether the engine is kept on this device. */
export async function isEngineHere(): Promise<boolean> {
  const found = await Promise.all([core, wasm].map(kept));
  return found.every((answer) => answer !== undefined);
}

/** Removes the engine from this device; it comes again when it is asked for. */
export async function removeEngine(): Promise<void> {
  const cache = await inTime(caches.open(cacheName));
  if (cache) await Promise.all([core, wasm].map((url) => inTime(cache.delete(url))));
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

/**
 * The engine, compiled once a thread. Failure: `unsupported` when it is not here and may not, or
 * could not, be fetched, or what was kept of it is damaged (it is thrown away then).
 */
export async function openEngine(ask: EngineAsk, signal: AbortSignal): Promise<Result<Engine>> {
  if (!compiled) {
    const bytes = await engineBytes(ask, signal);
    if (!bytes.ok) return bytes;
    compiled ??= WebAssembly.compile(bytes.value);
  }
  try {
    return ok({ core, module: await compiled });
  } catch (thrown) {
    await removeEngine();
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    const reason = `what was kept of it is damaged (${why}): try again, and it is fetched anew`;
    return fail({ code: 'unsupported', what: engineName, reason });
  }
}

/** What failures call it. */
export const engineName = 'The media engine';

async function engineBytes(
  ask: EngineAsk,
  signal: AbortSignal,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const [script, here] = await Promise.all([core, wasm].map(kept));
  const bytes = script && here && (await inTime(here.arrayBuffer(), diskTime));
  if (bytes) return ok(new Uint8Array(bytes));
  if (!ask.fetch) {
    const reason = 'it is not on this device yet: fetch it in Settings, or start this task by hand';
    return fail({ code: 'unsupported', what: engineName, reason });
  }
  try {
    const fresh = await fetch(core, { signal });
    const answer = await fetch(wasm, { signal });
    if (!fresh.ok || !answer.ok || !answer.body) throw new TypeError('no good answer');
    const fetched = await read(answer, ask.onFetch);
    await keep([
      [core, fresh],
      [wasm, new Response(fetched, { headers: answer.headers })],
    ]);
    return ok(fetched);
  } catch (thrown) {
    if (signal.aborted) return fail({ code: 'cancelled' });
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    const reason = `it could not be fetched (${why}): connect to the network once, then try again`;
    return fail({ code: 'unsupported', what: engineName, reason });
  }
}

/** Longest time in ms in which the engine is written to the disk, or read from it. */
const diskTime = 30_000;

/** Keeps files for later runs; where there is no space for them, or no answer, they come again. */
async function keep(files: readonly (readonly [string, Response])[]): Promise<void> {
  const cache = 'caches' in globalThis && (await inTime(caches.open(cacheName)));
  if (!cache) return;
  await Promise.all(files.map(([url, answer]) => inTime(cache.put(url, answer), diskTime)));
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
