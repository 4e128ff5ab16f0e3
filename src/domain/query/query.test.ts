import { expect, test } from 'vitest';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';

test.each([
  ['', ''],
  ['fox den', 'fox den'],
  ['"red fox" den', '"red fox" den'],
  ['a AND b', 'a b'],
  ['a OR b c', 'a OR b c'],
  ['(a OR b) c', '(a OR b) c'],
  ['-(a b) NOT c', '-(a b) -c'],
  ['NOT NOT a', 'a'],
  ['type:image,video prov:ai', 'kind:image,video provenance:ai'],
  ['size:>2MB size>=1.5kB', 'size>2MB size>=1.5kB'],
  ['created:2026-01..2026-02', 'created:2026-01..2026-02'],
  ['meta.camera:canon meta.iso>400', 'meta.camera:canon meta.iso>400'],
  ['tag:saber_(fate),"a b"', 'tag:saber_(fate),"a b"'],
  ['http://foo 12:30', 'http://foo 12:30'],
  ['foo:bar', 'foo:bar'],
])('%s reads as %s', (text, printed) => {
  expect(printQuery(parseQuery(text).query)).toBe(printed);
  expect(parseQuery(printed).query).toEqual(parseQuery(text).query);
});
