import { expect, test } from 'vitest';
import type { Queries, QueryName } from '#domain/contract/queries.ts';
import { testLibrary, type TestLibrary } from './testing.ts';

/** A query as a live query keeps it: its answer, and whether it is told when that changes. */
function watch<Name extends QueryName>(
  library: TestLibrary,
  name: Name,
  params: Queries[Name]['params'],
) {
  const read = () => {
    const answer = library.query(name, params);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.failure)}`);
    return answer.value;
  };
  let known = read();
  let told = false;
  const stop = library.onChange((tables) => {
    told ||= known.tables.some((table) => tables.has(table));
  });
  return {
    name,
    /** Whether the answer is another one now, and whether that was told. */
    look: () => {
      const now = read();
      const changed = JSON.stringify(now.value) !== JSON.stringify(known.value);
      const seen = { name, changed, told };
      known = now;
      told = false;
      return seen;
    },
    stop,
  };
}

test('whoever reads tags only through the index of rows is told of their changes', () => {
  const library = testLibrary();
  const [fox, owl] = ['fox', 'owl'].map((name) => library.picture(name));
  library.must('tagAssets', { assets: [fox!], add: ['night'], remove: [] });
  const watched = [
    watch(library, 'suggestTags', { text: 'ni' }),
    watch(library, 'tags', {}),
    watch(library, 'suggestQuery', { text: 'tag:', cursor: 4, filter: {} }),
    watch(library, 'assetLayout', { filter: { query: 'tag:night' }, sort: 'newest' }),
    watch(library, 'assetLayout', { filter: { query: 'night' }, sort: 'newest' }),
  ];
  const steps = [
    () => library.must('tagAssets', { assets: [owl!], add: ['night'], remove: [] }),
    () => library.must('tagAssets', { assets: [fox!, owl!], add: [], remove: ['night'] }),
  ];
  for (const step of steps) {
    step();
    for (const { look } of watched) {
      const { name, changed, told } = look();
      expect({ name, missed: changed && !told }).toEqual({ name, missed: false });
    }
  }
  for (const { stop } of watched) stop();
});

test('the order of suggested tags follows their use', () => {
  const library = testLibrary();
  const [fox, owl] = ['fox', 'owl'].map((name) => library.picture(name));
  library.must('tagAssets', { assets: [fox!], add: ['night sky', 'night air'], remove: [] });
  const suggested = watch(library, 'suggestTags', { text: 'night' });
  library.must('tagAssets', { assets: [owl!], add: ['night sky'], remove: [] });
  expect(suggested.look()).toMatchObject({ changed: true, told: true });
});
