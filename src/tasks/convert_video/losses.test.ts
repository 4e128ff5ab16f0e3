import { expect, test } from 'vitest';

import { bitsOfCodec } from './losses.ts';

test.each([
  ['avc1.640028', 8],
  ['avc1.6E0028', 10],
  ['vp09.00.10.08', 8],
  ['vp09.02.10.10.01.09', 10],
  ['av01.0.04M.10', 10],
  ['av01.0.04M.08', 8],
  ['hvc1.2.4.L120.90', 10],
  ['vp8', 8],
  ['', 8],
])('%s has %d bits', (codec, bits) => expect(bitsOfCodec(codec)).toBe(bits));
