import { expect, test } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import { deskOf, obstacleOf } from './desk.ts';

const row = (more: object): AssetRow =>
  ({ id: 'x', blob: null, state: 'ready', format: null, metadata: '{}', ...more }) as AssetRow;

test('a picture is worked on in the editor, words on their page, a pack on its own', () => {
  expect(deskOf(row({ kind: 'image', blob: 'b' }))).toBe('/enhance/x');
  expect(deskOf(row({ kind: 'text' }))).toBe('/asset/x');
  expect(deskOf(row({ kind: 'pack' }))).toBe('/packs/x');
  expect(deskOf(row({ kind: 'video', blob: 'b' }))).toBeNull();
  expect(deskOf(row({ kind: 'audio' }))).toBeNull();
});

test('only a picture whose pixels are there can be edited; words always', () => {
  const unread = JSON.stringify({ unread: { thumbnail: 'the browser could not decode it' } });
  expect(obstacleOf(row({ kind: 'image' }))).toBeNull();
  expect(obstacleOf(row({ kind: 'image', state: 'placeholder' }))).not.toBeNull();
  expect(obstacleOf(row({ kind: 'image', metadata: unread }))).not.toBeNull();
  expect(obstacleOf(row({ kind: 'text' }))).toBeNull();
});
