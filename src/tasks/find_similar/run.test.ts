import { expect, test } from 'vitest';

import type { PrintRow } from '#domain/contract/curation.ts';
import { noPrint } from '#domain/likeness.ts';

import type { TaskContext } from '../context.ts';

import { findSimilarWith } from './run.ts';

const row = (n: number, print: string | null, blob = `blob-${n}`): PrintRow =>
  ({ n, id: `asset-${n}`, blob, print }) as unknown as PrintRow;

/** A library of these pictures; the small picture of a blob, or else its file, names its print. */
function contextOf(
  rows: readonly PrintRow[],
  small: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
) {
  const stop = new AbortController();
  const asked: string[] = [];
  const context = {
    signal: stop.signal,
    progress: () => undefined,
    openBlob: (blob: string) => {
      asked.push(blob);
      const text = files[blob];
      return text === undefined
        ? Promise.reject(new Error('gone'))
        : Promise.resolve(new File([text], blob));
    },
    query: (name: string, params: { after: number; limit: number; blobs: readonly string[] }) =>
      Promise.resolve(
        name === 'prints'
          ? rows.filter(({ n }) => n > params.after).slice(0, params.limit)
          : params.blobs.flatMap((blob) =>
              small[blob] === undefined
                ? []
                : [
                    {
                      sha256: blob,
                      mime: 'image/png',
                      bytes: new TextEncoder().encode(small[blob]),
                    },
                  ],
            ),
      ),
  } as unknown as TaskContext;
  return { context, stop, asked };
}

const run = findSimilarWith((file) => file.text());

test('makes the prints that are missing, from small pictures first, and finds the pairs', async () => {
  const { context, asked } = contextOf(
    [
      row(1, '00ff00ff00ff00ff'),
      row(2, null),
      row(3, null),
      row(4, 'ff00ff00ff00ff00'),
      row(5, '00ff00ff00ff00ff', 'blob-1'),
      row(6, null),
    ],
    { 'blob-2': '00ff00ff00ff00fe' },
    { 'blob-3': 'ff00ff00ff00ff0f' },
  );
  const result = await run({}, context);
  if (!result.ok) throw new Error(result.failure.code);
  expect(result.value.prints).toEqual([
    { blob: 'blob-2', print: '00ff00ff00ff00fe' },
    { blob: 'blob-3', print: 'ff00ff00ff00ff0f' },
  ]);
  const pairs = result.value.similar?.map((one) => [one.first, one.second, one.distance].join(' '));
  expect(pairs?.toSorted()).toEqual([
    'asset-1 asset-2 1',
    'asset-1 asset-5 0',
    'asset-2 asset-5 1',
    'asset-3 asset-4 4',
  ]);
  expect(asked).toEqual(['blob-3', 'blob-6']);
  expect(result.value.result).toMatchObject({
    pictures: 6,
    without_print: 1,
    pairs: 4,
    whole: true,
  });
});

test('pictures without structure are like no other', async () => {
  const { context } = contextOf([row(1, noPrint), row(2, noPrint)], {});
  expect(await run({}, context)).toMatchObject({ ok: true, value: { similar: [] } });
});

test('stops when it is cancelled', async () => {
  const { context, stop } = contextOf([row(1, null)], { 'blob-1': '00ff00ff00ff00ff' });
  stop.abort();
  expect(await run({}, context)).toEqual({ ok: false, failure: { code: 'cancelled' } });
});
