/** Tiles that were made, as many as memory is given for; the longest unseen go first. */
import type { TilePlace, WantedTile } from './messages.ts';

/** Pixels that tiles may hold together: 160 MB of them. */
const mostPixels = 40_000_000;

interface Held {
  readonly bitmap: ImageBitmap;
  readonly tone: number;
  used: number;
}

const keyOf = ({ level, column, row }: TilePlace, tone: number): string =>
  `${String(tone)}/${String(level)}/${String(column)}/${String(row)}`;

/** Holds bitmaps and closes those that it lets go. */
export class TileStore {
  readonly #held = new Map<string, Held>();
  #pixels = 0;
  #clock = 0;

  put({ tone, ...place }: WantedTile, bitmap: ImageBitmap): void {
    const key = keyOf(place, tone);
    this.#drop(key);
    this.#held.set(key, { bitmap, tone, used: this.#clock });
    this.#pixels += bitmap.width * bitmap.height;
  }

  get(place: TilePlace, tone: number): ImageBitmap | null {
    const held = this.#held.get(keyOf(place, tone));
    if (!held) return null;
    held.used = this.#clock;
    return held.bitmap;
  }

  has(place: TilePlace, tone: number): boolean {
    return this.#held.has(keyOf(place, tone));
  }

  /** Between two frames: lets go of tones that nobody shows any more, and of what is too much. */
  sweep(tones: readonly number[]): void {
    this.#clock += 1;
    for (const [key, { tone }] of this.#held) if (!tones.includes(tone)) this.#drop(key);
    if (this.#pixels <= mostPixels) return;
    const oldest = [...this.#held].toSorted(([, one], [, other]) => one.used - other.used);
    for (const [key, { used }] of oldest) {
      // What the last frame showed stays, however much it is.
      if (this.#pixels <= mostPixels * 0.8 || used >= this.#clock - 1) break;
      this.#drop(key);
    }
  }

  #drop(key: string): void {
    const held = this.#held.get(key);
    if (!held) return;
    this.#pixels -= held.bitmap.width * held.bitmap.height;
    held.bitmap.close();
    this.#held.delete(key);
  }

  /** Pixels that are held now. */
  get pixels(): number {
    return this.#pixels;
  }

  clear(): void {
    for (const key of this.#held.keys()) this.#drop(key);
  }
}
