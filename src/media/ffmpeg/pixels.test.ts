import { expect, test } from 'vitest';

import { pixelsOf } from './pixels.ts';

test.each([
  ['prores (4444) (ap4h / 0x68347061), yuva444p12le(progressive), 320x240', 12, true, false],
  [
    'hevc (Main 10) (hvc1 / 0x31637668), yuv420p10le(tv, bt2020nc/bt2020/smpte2084), 64x64',
    10,
    false,
    true,
  ],
  ['h264 (High), yuv420p(tv, bt709), 320x240', 8, false, false],
  ['png (MPNG / 0x474E504D), rgba(pc), 64x64', 8, true, false],
  ['ffv1 (FFV1 / 0x31564646), gbrap10le, 64x64', 10, true, false],
  ['dnxhd (DNXHR 444), gbrp12le(tv), 64x64', 12, false, false],
  ['qtrle (rle  / 0x20656C72), rgb24, 64x64', 8, false, false],
  ['rawvideo (b64a), rgba64be, 64x64', 16, true, false],
])('%s', (said, bits, hasAlpha, isHdr) => {
  const lines = ['Input #0, mov', `  Stream #0:0[0x1](eng): Video: ${said}, 25 fps`];
  expect(pixelsOf(lines)).toEqual({ bits, hasAlpha, isHdr });
});

test('nothing is claimed of a film that ffmpeg says nothing of', () => {
  expect(pixelsOf([])).toEqual({ bits: 8, hasAlpha: false, isHdr: false });
});
