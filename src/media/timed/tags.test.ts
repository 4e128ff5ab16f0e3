import { expect, test } from 'vitest';

import { handedOn } from './tags.ts';

const image = (kind: 'unknown' | 'coverFront') =>
  ({ data: new Uint8Array(4), mimeType: 'image/jpeg', kind }) as const;

test('a picture is handed on once, and as the cover where none is said to be one', () => {
  const raw = { APIC: new Uint8Array(9), TSSE: 'LAME' };
  const tags = handedOn({ title: 'A', images: [image('unknown'), image('unknown')], raw }, true);
  expect(tags).toMatchObject({ title: 'A', raw: { TSSE: 'LAME' } });
  expect(tags.raw).not.toHaveProperty('APIC');
  expect(tags.images?.map(({ kind }) => kind)).toEqual(['coverFront', 'unknown']);
  expect(
    handedOn({ images: [image('unknown'), image('coverFront')] }, true).images?.[0]?.kind,
  ).toBe('unknown');
});

test('own words of a container stay in it, but not what tells its edges', () => {
  const raw = { 'com.apple.iTunes:iTunSMPB': ' 00000000 00000840', '©too': 'a' };
  expect(handedOn({ raw }, true)).toEqual({ raw: { '©too': 'a' } });
  expect(handedOn({ raw }, false)).toEqual({});
});
