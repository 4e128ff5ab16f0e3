import * as z from 'zod/mini';
import { expect, it } from 'vitest';

import { parseSettings } from './parse-settings.ts';

const schema = z.strictObject({
  levels: z._default(z.int().check(z.gte(0), z.lte(100)), 70),
  size: z.optional(z.number()),
  format: z._default(z.enum(['png', 'jpeg']), 'png'),
  faces: z.optional(z.array(z.string()).check(z.minLength(2))),
  name: z.optional(
    z.string().check(
      z.maxLength(3),
      z.refine((text) => text !== 'no', 'not this'),
    ),
  ),
});

it('says what is wrong with a setting in words for people', () => {
  for (const [settings, field, reason] of [
    [{ levels: 33.3 }, 'levels', 'a whole number is needed'],
    [{ levels: 'many' }, 'levels', 'a number is needed'],
    [{ levels: 101 }, 'levels', 'at most 100 is taken'],
    [{ levels: -1 }, 'levels', 'at least 0 is needed'],
    [{ size: '3' }, 'size', 'a number is needed'],
    [{ format: 'gif' }, 'format', 'one of these is needed: png, jpeg'],
    [{ faces: ['a'] }, 'faces', 'at least 2 entries are needed'],
    [{ name: 'long' }, 'name', 'at most 3 letters are taken'],
    [{ name: 'no' }, 'name', 'not this'],
  ] as const) {
    expect(parseSettings(schema, settings)).toEqual({
      ok: false,
      failure: { code: 'invalid_input', field, reason },
    });
  }
  expect(parseSettings(schema, { limit: 200 })).toMatchObject({
    failure: { reason: 'there is no setting “limit”' },
  });
  expect(parseSettings(schema, {})).toMatchObject({ ok: true, value: { levels: 70 } });
});
