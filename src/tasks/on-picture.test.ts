import { expect, it } from 'vitest';

import { framesOf } from './frames-of.ts';
import { framesTold } from './on-picture.ts';

it('says how many frames of a moving picture its result has not', () => {
  const source = { metadata: '{"frames":20}' } as Parameters<typeof framesTold>[0];
  expect(framesTold(source, { result: { width: 3 } })).toEqual({
    result: { width: 3, frames_left_out: 19 },
  });
  expect(framesTold(null, {})).toEqual({});
  for (const metadata of ['{"frames":1}', '{}', '{"frames":"many"}', 'none']) {
    expect(framesOf({ metadata })).toBe(1);
  }
});
