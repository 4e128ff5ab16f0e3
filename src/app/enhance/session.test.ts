import { beforeEach, describe, expect, it } from 'vitest';

import type { AssetId } from '#domain/id.ts';
import { noEdits } from '#media/edit/edits.ts';

import { draftOf } from './drafts.ts';
import { openEdits } from './session.ts';

const asset = '01a1ff1b-4926-7b87-80c0-acfc8291298a' as AssetId;

describe('the edits of an open picture', () => {
  let now = 0;
  beforeEach(() => {
    now += 10_000;
    openEdits(asset, () => now, noEdits)
      .getState()
      .change(noEdits, 'none');
  });
  const open = () => openEdits(asset, () => now, null);

  it('take a slider that is drawn as one step, and two sliders as two', () => {
    const edits = open();
    const { change, undo, redo } = edits.getState();
    for (const exposure of [0.1, 0.2, 0.3]) {
      now += 50;
      change({ exposure }, 'exposure');
    }
    change({ contrast: 10 }, 'contrast');
    expect(edits.getState().past.length).toBe(2);
    undo();
    expect(edits.getState().edits).toMatchObject({ exposure: 0.3, contrast: 0 });
    undo();
    expect(edits.getState().edits).toEqual(noEdits);
    undo();
    redo();
    expect(edits.getState().edits.exposure).toBe(0.3);
    change({ saturation: 5 }, 'saturation');
    expect(edits.getState().future).toEqual([]);
    undo();
    undo();
  });

  it('after a pause, or once the hand let go, a new step begins', () => {
    const edits = open();
    const { change, endStep, undo } = edits.getState();
    change({ exposure: 1 }, 'exposure');
    now += 5_000;
    change({ exposure: 2 }, 'exposure');
    endStep();
    change({ exposure: 3 }, 'exposure');
    expect(edits.getState().past.length).toBe(3);
    for (let step = 0; step < 3; step += 1) undo();
  });

  it('are kept as a draft at every step, until they are saved', () => {
    const edits = open();
    edits.getState().change({ exposure: 1 }, 'exposure');
    expect(draftOf(asset)?.exposure).toBe(1);
    const again = open();
    expect(again.getState()).toMatchObject({ fromDraft: true, edits: { exposure: 1 } });
    again.getState().noteSaved('same', 'made' as AssetId);
    again.getState().noteSaved('png', 'made too' as AssetId);
    expect(again.getState().savedTo).toEqual({ same: 'made', png: 'made too' });
    expect(draftOf(asset)).toBe(null);
    again.getState().change({ exposure: 2 }, 'exposure');
    expect(draftOf(asset)?.exposure).toBe(2);
    again.getState().undo();
    expect(draftOf(asset)).toBe(null);
    expect(open().getState().fromDraft).toBe(false);
  });

  it('that are given take the place of the draft, which can be had back', () => {
    open().getState().change({ exposure: 1 }, 'exposure');
    const given = openEdits(asset, () => now, { ...noEdits, contrast: 20 });
    expect(given.getState()).toMatchObject({ fromDraft: false, edits: { contrast: 20 } });
    given.getState().undo();
    expect(given.getState().edits.exposure).toBe(1);
    given.getState().undo();
    given.getState().change(noEdits, 'reset');
  });
});
