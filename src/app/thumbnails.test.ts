import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Sha256 } from '#domain/id.ts';
import { ok } from '#domain/result.ts';
import type { InkreelClient } from './inkreel.ts';
import { ThumbnailStore } from './thumbnails.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const hash = (name: string): Sha256 => name as Sha256;

function open({ hopeless = [] }: { readonly hopeless?: readonly string[] } = {}) {
  const there = new Set<string>();
  const sounds = new Set<string>();
  const told: string[][] = [];
  const client = {
    query: async (name: string, { blobs }: { readonly blobs: readonly Sha256[] }) => {
      const found = blobs.filter((blob) => (name === 'waves' ? sounds : there).has(blob));
      return ok(
        found.map((sha256) =>
          name === 'waves'
            ? { sha256, peaks: new Uint8Array([0, 255]) }
            : { sha256, mime: 'image/webp', bytes: new Uint8Array([1]) },
        ),
      );
    },
    command: async (_name: string, { blobs }: { readonly blobs: readonly Sha256[] }) => {
      told.push([...blobs]);
      return ok({ changed: 1, never: blobs.filter((blob) => hopeless.includes(blob)) });
    },
  };
  const store = new ThumbnailStore(client as unknown as InkreelClient);
  return { store, told, there, sounds };
}

test('what is looked at and not there is told once, and at most once a second', async () => {
  const { store, told, there } = open();
  there.add('kept');
  store.want('grid', ['kept', 'a', 'b', 'a'].map(hash));
  await vi.advanceTimersByTimeAsync(300);
  expect(told).toEqual([['a', 'b']]);
  // Changes of the library cause no second word, and neither does a wish that was heard.
  for (let round = 0; round < 20; round += 1) {
    store.askAgain();
    await vi.advanceTimersByTimeAsync(100);
  }
  there.add('a');
  store.askAgain();
  await vi.advanceTimersByTimeAsync(2000);
  expect(told).toHaveLength(1);
  // Scrolling past much: one word a second, of what is in sight then.
  for (let row = 0; row < 20; row += 1) {
    store.want('grid', [hash(`row ${String(row)}`)]);
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(2000);
  expect(told.length).toBeGreaterThan(2);
  expect(told.length).toBeLessThanOrEqual(5);
  expect(told.at(-1)).toEqual(['row 19']);
  store.close();
});

test('a sound has its wave and no picture, and is not asked for again', async () => {
  const { store, told, there, sounds } = open();
  there.add('picture');
  sounds.add('sound');
  store.want('grid', ['picture', 'sound'].map(hash));
  await vi.advanceTimersByTimeAsync(2000);
  expect(store.url(hash('picture'))).toMatch(/^blob:/);
  expect(store.wave(hash('picture'))).toBeNull();
  expect(store.wave(hash('sound'))).toMatch(/^blob:/);
  expect(store.url(hash('sound'))).toBeNull();
  expect(told).toEqual([]);
  store.close();
});

test('files without hope do not stand before others, and a closed store says nothing', async () => {
  const hopeless = Array.from({ length: 60 }, (_, index) => `none ${String(index)}`);
  const { store, told } = open({ hopeless });
  store.want('grid', [...hopeless, 'last'].map(hash));
  await vi.advanceTimersByTimeAsync(5000);
  expect(told).toEqual([hopeless, ['last']]);
  store.want('grid', [hash('late')]);
  store.close();
  await vi.advanceTimersByTimeAsync(5000);
  expect(told).toHaveLength(2);
});
