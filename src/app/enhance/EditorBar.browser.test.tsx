import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { create } from 'zustand';

import { fakeClient } from '../../../tests/support/face/fake-client.ts';
import { InkreelProvider } from '../inkreel.ts';
import { EditorProvider } from './editor.ts';
import { EditorBar } from './EditorBar.tsx';
import { openEdits } from './session.ts';
import { PictureStage } from './stage/picture-stage.ts';
import { fitted } from './stage/view.ts';

const acts = {
  save: () => undefined,
  isSaving: false,
  copy: () => undefined,
  paste: () => undefined,
  reset: () => undefined,
  nothingEdited: null,
  nothingCopied: null,
};

test('on a phone everything that two fingers do with the view has a place to tap', async () => {
  await page.viewport(390, 844);
  const client = fakeClient(1);
  const asset = client.rows()[0]!;
  const stage = new PictureStage({ width: 1600, height: 1000 });
  stage.resize({ width: 390, height: 500 }, 2);
  stage.setView(fitted(stage.part, stage.stage));
  const editor = {
    asset,
    stage,
    useEdits: openEdits(asset.id, () => 1, null),
    useHistory: create(() => ({ history: null })),
  };
  await render(
    <InkreelProvider value={client}>
      <EditorProvider value={editor}>
        <EditorBar acts={acts} compare="edited" onCompare={() => undefined} isUnsaved={false} />
      </EditorProvider>
    </InkreelProvider>,
  );
  const scale = (): number => stage.view.scale;
  const tap = async (name: RegExp): Promise<void> => {
    await page.getByRole('button', { name: 'More acts' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const whole = scale();
  await tap(/^Pixel by pixel/u);
  expect(scale()).toBe(0.5);
  await tap(/^Zoom in/u);
  expect(scale()).toBeGreaterThan(0.5);
  await tap(/^Zoom out/u);
  expect(scale()).toBe(0.5);
  await tap(/^Show all/u);
  expect(scale()).toBeCloseTo(whole, 6);
  stage.close();
});
