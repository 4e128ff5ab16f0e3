import { expect, it } from 'vitest';

import { freeDimensions } from './network.ts';

it('fixes free dimensions by name, but none whose name stands for two sizes', () => {
  const free = { batch: 'n', height: 'h', width: 'w' };
  const size = { width: 64, height: 32 };
  expect(freeDimensions({ free }, size)).toEqual({ n: 1, h: 32, w: 64 });
  expect(freeDimensions({ free: { ...free, height: '?', width: '?' } }, size)).toEqual({ n: 1 });
  const square = { width: 64, height: 64 };
  expect(freeDimensions({ free: { batch: '?', height: '?', width: '?' } }, square)).toEqual({});
  expect(freeDimensions({ free: { batch: null, height: 's', width: 's' } }, square)).toEqual({
    s: 64,
  });
});
