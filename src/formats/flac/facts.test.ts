import { expect, test } from 'vitest';

import { flacFacts } from './facts.ts';

/** The first bytes of 4 s at 192 kHz, one channel of 24 bits, as ffmpeg writes them. */
const head = Uint8Array.from(
  Buffer.from(
    '664c614300000022' + '40004000000e6700107b2ee000f0000bb8004bfb32e9090188667c4a7a01fd5b77d5',
    'hex',
  ),
);

test('rate, channels and length are those of the first block', () => {
  expect(flacFacts(head)).toEqual({
    codec: 'flac',
    sample_rate_hz: 192_000,
    channels: 1,
    duration_s: 4,
  });
});

test('an unknown length is left out, and what is no FLAC has no facts', () => {
  const endless = head.slice();
  endless.fill(0, 22, 26);
  expect(flacFacts(endless)).not.toHaveProperty('duration_s');
  expect(flacFacts(new Uint8Array(42))).toEqual({});
});
