import { useEffect, useId, useSyncExternalStore } from 'react';

import type { Sha256 } from '#domain/id.ts';
import { type InkreelClient, useInkreel } from './inkreel.ts';
import { waveDrawing } from './wave.ts';

const kept = 1_500;
const batch = 64;
/** So many are asked for to be made soon, and no more often than this many ms. */
const hastened = 60;
const between = 1000;
/** While the library changes all the time, what was not there is asked for at this pace (ms). */
const againPace = 300;
/** What is on its way at a healthy pace is not worth a word. */
const patience = 250;

/** What stands for a file on screen: a small picture of it, or the wave of a sound. */
interface Small {
  readonly url: string;
  readonly isWave: boolean;
}

/**
 * Holds the small pictures on screen and around it as object URLs, and waves where there is sound
 * to see and nothing else; the least recently used are revoked. Asks for them in batches, the
 * newest wishes first.
 */
export class ThumbnailStore {
  readonly #client: InkreelClient;
  readonly #small = new Map<Sha256, Small>();
  /** Asked for and not there (yet): asked again after the library changed. */
  readonly #absent = new Set<Sha256>();
  readonly #listeners = new Set<() => void>();
  /** What each part of the screen wants; earlier wishes that were not yet read are dropped. */
  readonly #wanted = new Map<string, readonly Sha256[]>();
  /** Files that no small picture can be made of, as the library said. */
  readonly #never = new Set<Sha256>();
  /** What was last asked to be made soon. */
  #hastened: ReadonlySet<Sha256> = new Set();
  #hastenedAt = -between;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #again: ReturnType<typeof setTimeout> | null = null;
  #askedAt = -againPace;
  #reading = false;
  #closed = false;

  constructor(client: InkreelClient) {
    this.#client = client;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly url = (blob: Sha256): string | null => {
    const small = this.#small.get(blob);
    return small && !small.isWave ? small.url : null;
  };

  /** A drawing of the sound, to be used as a mask. */
  readonly wave = (blob: Sha256): string | null => {
    const small = this.#small.get(blob);
    return small?.isWave ? small.url : null;
  };

  /** What `owner` wants now, in place of what it wanted before. */
  want(owner: string, blobs: readonly Sha256[]): void {
    if (blobs.length === 0) this.#wanted.delete(owner);
    else this.#wanted.set(owner, blobs);
    for (const blob of blobs) {
      const small = this.#small.get(blob);
      if (small === undefined) continue;
      // Last in the map: used last.
      this.#small.delete(blob);
      this.#small.set(blob, small);
    }
    void this.#read();
  }

  /** The library changed: what was not there may be there now. */
  askAgain(): void {
    if (this.#again !== null || this.#closed) return;
    const ask = (): void => {
      this.#again = null;
      this.#askedAt = performance.now();
      this.#absent.clear();
      void this.#read();
    };
    const wait = this.#askedAt + againPace - performance.now();
    if (wait > 0) this.#again = setTimeout(ask, wait);
    else ask();
  }

  async #read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    for (;;) {
      const next = [...this.#wanted.values()]
        .flat()
        .filter((blob) => !this.#small.has(blob) && !this.#absent.has(blob))
        .slice(0, batch);
      if (next.length === 0 || this.#closed) break;
      const answer = await this.#client.query('thumbnails', { blobs: next });
      if (!answer.ok || this.#closed) break;
      const pictured = new Set(answer.value.map(({ sha256 }) => sha256));
      const rest = next.filter((blob) => !pictured.has(blob));
      const waves = rest.length > 0 && (await this.#client.query('waves', { blobs: rest }));
      if (this.#closed) break;
      for (const blob of rest) this.#absent.add(blob);
      for (const { sha256, mime, bytes } of answer.value) {
        this.#keep(sha256, new Blob([new Uint8Array(bytes)], { type: mime }), false);
      }
      for (const { sha256, peaks } of waves && waves.ok ? waves.value : []) {
        this.#keep(sha256, new Blob([waveDrawing(peaks)], { type: 'image/svg+xml' }), true);
      }
      this.#forgetOldest();
      for (const listener of this.#listeners) listener();
    }
    this.#reading = false;
    this.#hastenSoon();
  }

  #keep(blob: Sha256, file: Blob, isWave: boolean): void {
    this.#absent.delete(blob);
    this.#small.set(blob, { url: URL.createObjectURL(file), isWave });
  }

  /** What is wanted, not there, and may come. */
  #missing(): readonly Sha256[] {
    return [...new Set([...this.#wanted.values()].flat())]
      .filter((blob) => this.#absent.has(blob) && !this.#never.has(blob))
      .slice(0, hastened);
  }

  #hastenSoon(): void {
    if (this.#timer !== null || this.#closed || this.#missing().length === 0) return;
    const wait = Math.max(patience, this.#hastenedAt + between - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#hasten();
    }, wait);
  }

  /** Tells the library what is looked at and not there. The same wish is told once. */
  async #hasten(): Promise<void> {
    const missing = this.#missing();
    if (this.#closed || missing.every((blob) => this.#hastened.has(blob))) return;
    this.#hastened = new Set(missing);
    this.#hastenedAt = performance.now();
    const answer = await this.#client.command('hastenThumbnails', { blobs: missing });
    if (!answer.ok) return;
    for (const blob of answer.value.never) this.#never.add(blob);
    // Behind what has no hope others may wait.
    if (answer.value.never.length > 0) this.#hastenSoon();
  }

  #forgetOldest(): void {
    for (const [blob, { url }] of this.#small) {
      if (this.#small.size <= kept) return;
      URL.revokeObjectURL(url);
      this.#small.delete(blob);
    }
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#again !== null) clearTimeout(this.#again);
    for (const { url } of this.#small.values()) URL.revokeObjectURL(url);
    this.#small.clear();
  }
}

const stores = new WeakMap<InkreelClient, ThumbnailStore>();

/** The one store of a client. */
export function thumbnailStore(client: InkreelClient): ThumbnailStore {
  const known = stores.get(client);
  if (known) return known;
  const store = new ThumbnailStore(client);
  client.live.onTables(['assets', 'thumbnails', 'tasks'], () => store.askAgain());
  stores.set(client, store);
  return store;
}

/** Object URL of a blob's small picture, or null while there is none. */
export function useThumbnail(blob: Sha256 | null): string | null {
  const store = thumbnailStore(useInkreel());
  return useSyncExternalStore(store.subscribe, () => (blob ? store.url(blob) : null));
}

/** Object URL of the drawing of a sound, to be used as a mask, or null while there is none. */
export function useWave(blob: Sha256 | null): string | null {
  const store = thumbnailStore(useInkreel());
  return useSyncExternalStore(store.subscribe, () => (blob ? store.wave(blob) : null));
}

/** Keeps these small pictures wanted for as long as the component stands. */
export function useWantThumbnails(blobs: readonly (Sha256 | null)[]): void {
  const store = thumbnailStore(useInkreel());
  const owner = useId();
  const key = blobs.join(' ');
  useEffect(() => {
    store.want(
      owner,
      blobs.filter((blob) => blob !== null),
    );
    // The key stands for the list.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [store, owner, key]);
  useEffect(() => () => store.want(owner, []), [store, owner]);
}
