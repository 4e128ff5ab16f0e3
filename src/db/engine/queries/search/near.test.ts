import { expect, test } from 'vitest';

import { testLibrary } from '../../testing.ts';

test('B6 a slip of the finger is put right with words of the library', () => {
  const library = testLibrary();
  const [harbour] = [library.picture('old harbour.png'), library.picture('lantern.png')];
  library.must('tagAssets', { assets: [harbour!], add: ['lighthouse'] });
  const near = (query: string) => library.ask('nearSearch', { filter: { query } });
  expect(near('harbor kind:image')).toEqual({
    query: 'harbour kind:image',
    changed: [{ from: 'harbor', to: 'harbour' }],
    finds: 1,
  });
  expect(near('ligthhouse')?.query).toBe('lighthouse');
  expect(near('old harbuor')?.query).toBe('old harbour');
  // What finds something, is exact, short, or near to nothing is left alone.
  expect(near('harbour')).toBeNull();
  expect(near('"harbor"')).toBeNull();
  expect(near('odl')).toBeNull();
  expect(near('submarine')).toBeNull();
  // Right words that nothing has together are no slip.
  expect(near('lantern lighthouse')).toBeNull();
});
