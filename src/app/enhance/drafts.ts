/** What the editor keeps on this device: edits that are not saved, edits that were copied, pictures edited last. */
import type { AssetId } from '#domain/id.ts';
import { changesNothing, type PictureEdits, readEdits } from '#media/edit/edits.ts';

import { deviceValue } from '../desk/device-value.ts';

/** Drafts that are kept; the oldest goes. */
const mostDrafts = 60;
const mostRecent = 12;

interface Draft {
  readonly asset: AssetId;
  readonly edits: PictureEdits;
  readonly at: number;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const useDrafts = deviceValue<readonly Draft[]>('enhance-drafts', (stored) =>
  Array.isArray(stored)
    ? stored.flatMap((one: unknown): readonly Draft[] => {
        if (!isRecord(one) || typeof one['asset'] !== 'string' || typeof one['at'] !== 'number')
          return [];
        const edits = readEdits(one['edits']);
        // The border: an id as it was written by this file.
        return edits ? [{ asset: one['asset'] as AssetId, edits, at: one['at'] }] : [];
      })
    : [],
);

/** Edits that were copied, to be put on other pictures; null when none were. */
export const useCopiedEdits = deviceValue<PictureEdits | null>('enhance-copied', (stored) =>
  stored === null || stored === undefined ? null : readEdits(stored),
);

/** Pictures that were open in the editor, the newest first. */
export const useLastEdited = deviceValue<readonly AssetId[]>('enhance-last', (stored) =>
  Array.isArray(stored) ? stored.filter((id): id is AssetId => typeof id === 'string') : [],
);

export function noteEdited(asset: AssetId): void {
  const { value, set } = useLastEdited.getState();
  set([asset, ...value.filter((id) => id !== asset)].slice(0, mostRecent));
}

/** The edits of a picture that were not saved, or null. */
export const draftOf = (asset: AssetId): PictureEdits | null =>
  useDrafts.getState().value.find((draft) => draft.asset === asset)?.edits ?? null;

/** Keeps the edits of a picture until they are saved; edits that change nothing need no draft. */
export function keepDraft(asset: AssetId, edits: PictureEdits | null, at: number): void {
  const { value, set } = useDrafts.getState();
  const others = value.filter((draft) => draft.asset !== asset);
  if (edits === null || changesNothing(edits)) {
    if (others.length < value.length) set(others);
    return;
  }
  set([{ asset, edits, at }, ...others].slice(0, mostDrafts));
}

/** Pictures with edits that were not saved. */
export const useDraftedAssets = (): ReadonlySet<AssetId> =>
  new Set(useDrafts((state) => state.value).map(({ asset }) => asset));
