import type { Failure } from '#domain/failure.ts';
import type { PictureEdits } from '#media/edit/edits.ts';
import type { ToneStage } from '#media/edit/tone.ts';

import type { PicturePart } from '../surface.ts';

import type { FromWorker, Rect, ToWorker, WantedTile } from './messages.ts';

export interface OpenedPicture {
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
  readonly levels: number;
}

type Counts = readonly Uint32Array[];

/** What the thread tells by itself. */
export interface PictureEvents {
  readonly onOpened: (picture: OpenedPicture) => void;
  readonly onFailed: (failure: Failure) => void;
  readonly onMade: (fraction: number) => void;
  readonly onTile: (tile: WantedTile, bitmap: ImageBitmap) => void;
}

/** The page's side of the thread that holds the decoded picture; closing ends the thread and its memory. */
export class PictureThread {
  readonly #worker = new Worker(new URL('./picture.worker.ts', import.meta.url), {
    type: 'module',
    name: 'picture',
  });
  readonly #parts = new Map<number, (part: PicturePart | null) => void>();
  readonly #counts = new Map<number, (counts: Counts | null) => void>();
  #next = 1;

  constructor(file: Blob, name: string, events: PictureEvents) {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.is === 'opened') events.onOpened(data);
      else if (data.is === 'failed') events.onFailed(data.failure);
      else if (data.is === 'made') events.onMade(data.fraction);
      else if (data.is === 'tile') events.onTile(data.tile, data.bitmap);
      else if (data.is === 'part') {
        this.#parts.get(data.call)?.(data);
        this.#parts.delete(data.call);
      } else {
        this.#counts.get(data.call)?.(data.counts);
        this.#counts.delete(data.call);
      }
    });
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      events.onFailed({ code: 'interrupted', reason: event.message || 'the thread ended' });
    });
    this.#say({ is: 'open', file, name });
  }

  #say(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  tone(tone: number, edits: PictureEdits): void {
    this.#say({ is: 'tone', tone, edits });
  }

  want(tiles: readonly WantedTile[]): void {
    this.#say({ is: 'want', tiles });
  }

  read(region: Rect, shrink: number): Promise<PicturePart | null> {
    return new Promise((resolve) => {
      const call = this.#next++;
      this.#parts.set(call, resolve);
      this.#say({ is: 'read', call, region, shrink });
    });
  }

  count(edits: PictureEdits, until: ToneStage): Promise<Counts | null> {
    return new Promise((resolve) => {
      const call = this.#next++;
      this.#counts.set(call, resolve);
      this.#say({ is: 'count', call, edits, until });
    });
  }

  close(): void {
    this.#worker.terminate();
    for (const settle of this.#parts.values()) settle(null);
    for (const settle of this.#counts.values()) settle(null);
    this.#parts.clear();
    this.#counts.clear();
  }
}
