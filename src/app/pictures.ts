/** Pictures read and decoded before they are shown, so that stepping to one shows no gap. */
import { useEffect, useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { Sha256 } from '#domain/id.ts';
import { type InkreelClient, useInkreel } from './inkreel.ts';

/** `small`: the browser cannot draw the file itself; its small picture stands for it. */
export interface ReadyPicture {
  readonly url: string | null;
  readonly state: 'ready' | 'small' | 'missing';
}

type Wanted = Pick<AssetRow, 'blob' | 'mime' | 'kind' | 'width' | 'height'>;

/** Pixels that are decoded ahead at most; a larger picture is read when its turn comes. */
const aheadPixels = 40_000_000;

/** Holds decoded pictures by blob; what is no longer wanted is let go. */
class PictureShelf {
  readonly #client: InkreelClient;
  readonly #told: () => void;
  readonly #held = new Map<
    Sha256,
    { picture: ReadyPicture | null; image: HTMLImageElement | null }
  >();
  #closed = false;

  constructor(client: InkreelClient, told: () => void) {
    this.#client = client;
    this.#told = told;
  }

  picture(blob: Sha256 | null): ReadyPicture | null {
    return blob === null ? null : (this.#held.get(blob)?.picture ?? null);
  }

  /** What is wanted now, the first first. */
  async want(wanted: readonly Wanted[]): Promise<void> {
    const blobs = new Set(wanted.map(({ blob }) => blob));
    for (const [blob, { picture }] of this.#held) {
      if (blobs.has(blob)) continue;
      if (picture?.url) URL.revokeObjectURL(picture.url);
      this.#held.delete(blob);
    }
    for (const [place, one] of wanted.entries()) {
      const { blob } = one;
      if (blob === null || one.kind !== 'image' || this.#held.has(blob)) continue;
      if (place > 0 && (one.width ?? 0) * (one.height ?? 0) > aheadPixels) continue;
      this.#held.set(blob, { picture: null, image: null });
      await this.#read(blob, one.mime);
    }
  }

  async #read(blob: Sha256, mime: string | null): Promise<void> {
    const file = await this.#client.openBlob(blob);
    const held = this.#held.get(blob);
    if (!held || this.#closed) return;
    if (!file.ok) {
      held.picture = { url: null, state: 'missing' };
      this.#told();
      return;
    }
    const url = URL.createObjectURL(mime ? new Blob([file.value], { type: mime }) : file.value);
    const image = new Image();
    image.src = url;
    const drawn = await image.decode().then(
      () => true,
      () => false,
    );
    if (!this.#held.has(blob) || this.#closed) {
      URL.revokeObjectURL(url);
      return;
    }
    // The element is kept: with it the browser keeps the decoded picture.
    held.image = drawn ? image : null;
    held.picture = { url: drawn ? url : null, state: drawn ? 'ready' : 'small' };
    if (!drawn) URL.revokeObjectURL(url);
    this.#told();
  }

  close(): void {
    this.#closed = true;
    for (const { picture } of this.#held.values()) {
      if (picture?.url) URL.revokeObjectURL(picture.url);
    }
    this.#held.clear();
  }
}

/** Reads and decodes these pictures, the first one first; gives each by its blob once it is there. */
export function usePictures(
  wanted: readonly Wanted[],
): (blob: Sha256 | null) => ReadyPicture | null {
  const client = useInkreel();
  const [, setTurn] = useState(0);
  const [shelf, setShelf] = useState<PictureShelf | null>(null);
  useEffect(() => {
    const made = new PictureShelf(client, () => setTurn((turn) => turn + 1));
    setShelf(made);
    return () => made.close();
  }, [client]);
  const key = wanted.map(({ blob }) => blob ?? '').join(' ');
  useEffect(() => {
    void shelf?.want(wanted);
    // The key stands for the list.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [shelf, key]);
  return (blob) => shelf?.picture(blob) ?? null;
}
