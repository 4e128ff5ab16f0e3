import { expect, test } from 'vitest';

import {
  facetIn,
  pathIn,
  quickOf,
  spanIn,
  withFacet,
  withPath,
  withQuick,
  withSpan,
} from './terms.ts';

const none = { include: [], exclude: [], mode: 'any' } as const;

test('what the builder writes, it reads back, and everything else stays', () => {
  const base = 'lantern (tag:a OR rain)';
  const facet = { include: ['b c', 'd'], exclude: ['e'], mode: 'any' } as const;
  const any = withFacet(base, 'tag', facet);
  expect(any).toBe('lantern (tag:a OR rain) tag:"b c",d -tag:e');
  expect(facetIn(any, 'tag')).toEqual(facet);
  const all = withFacet(any, 'tag', { ...facet, mode: 'all' });
  expect(all).toBe('lantern (tag:a OR rain) tag:"b c" tag:d -tag:e');
  expect(facetIn(all, 'tag').mode).toBe('all');
  expect(withFacet(all, 'tag', none)).toBe(base);
});

test('a choice is known by any of its names', () => {
  expect(facetIn('prov:ai', 'provenance').include).toEqual(['ai_generated']);
});

test('a query that is one OR keeps its meaning beside a new condition', () => {
  expect(withFacet('a OR b', 'kind', { ...none, include: ['image'] })).toBe('(a OR b) kind:image');
});

test('ranges are written as short as can be and read back', () => {
  expect(withSpan('rain', 'width', { from: '800', to: '' })).toBe('rain width>=800');
  expect(withSpan('rain width>=800', 'width', { from: '800', to: '900' })).toBe(
    'rain width:800..900',
  );
  expect(spanIn('width:800..900', 'width')).toEqual({ from: '800', to: '900' });
  expect(spanIn('width<=900', 'width')).toEqual({ from: '', to: '900' });
  expect(withSpan('width:800..900', 'width', { from: '', to: '' })).toBe('');
});

test('quick filters replace each other and are recognised', () => {
  const approved = withQuick('lantern', 'approved');
  expect(quickOf(approved)).toBe('approved');
  expect(withQuick(approved, 'unreviewed')).toBe('lantern review:none');
  expect(withQuick(approved, 'all')).toBe('lantern');
  expect(quickOf('lantern')).toBe('all');
  expect(quickOf('provenance:ai,enhanced')).toBeNull();
});

test('a folder is everything below it, also with spaces in its name', () => {
  expect(withPath('rain', 'Photos/2024')).toBe('rain path:Photos/2024/**');
  expect(pathIn('rain path:Photos/2024/**')).toBe('Photos/2024');
  expect(withPath('', 'My photos/a')).toBe('path:"My photos/a/**"');
  expect(pathIn('path:"My photos/a/**"')).toBe('My photos/a');
  expect(pathIn('path:"My photos/a/"')).toBe('My photos/a');
  expect(withPath('rain path:Photos/2024/**', null)).toBe('rain');
});
