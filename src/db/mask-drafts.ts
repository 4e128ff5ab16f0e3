/**
 * Masks that are being drawn, kept in IndexedDB (idb-keyval) by library and picture until they are
 * saved or thrown away: a draft is no asset yet, and outlives a reload, a crash, a closed tab.
 */
import { createStore, del, get, set } from 'idb-keyval';

import type { AssetId } from '#domain/id.ts';

const store = createStore('inkreel-mask-drafts', 'drafts');
const keyOf = (library: string, picture: AssetId, use: string): string =>
  `${library}:${use}:${picture}`;

/** Keeps what can be cloned, in place of what was kept before. Throws when the disk is full. */
export const keepDraft = (
  library: string,
  picture: AssetId,
  use: string,
  draft: unknown,
): Promise<void> => set(keyOf(library, picture, use), draft, store);

/** What was kept last, as it was, or undefined. It is to be judged by whoever reads it. */
export const draftOf = (library: string, picture: AssetId, use: string): Promise<unknown> =>
  get<unknown>(keyOf(library, picture, use), store);

export const dropDraft = (library: string, picture: AssetId, use: string): Promise<void> =>
  del(keyOf(library, picture, use), store);
