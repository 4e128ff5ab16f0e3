import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AssetId } from '#domain/id.ts';
import { testLibrary, type TestLibrary } from './testing.ts';

const tagsOf = (library: TestLibrary, asset: AssetId): readonly string[] =>
  library.ask('asset', { id: asset })?.tags ?? [];

const two = (): readonly [TestLibrary, AssetId, AssetId] => {
  const library = testLibrary();
  return [library, library.picture('a.png'), library.picture('b.png')];
};

test('an alias gives the tag itself, in any case of letters, and the answer says so', () => {
  const [library, one] = two();
  library.must('addTagAlias', { tag: 'castle', alias: 'Burg' });
  const answer = library.must('tagAssets', { assets: [one], add: ['  bURG ', 'moss'] });
  expect(answer.resolved).toEqual([{ given: '  bURG ', tag: 'castle' }]);
  expect(tagsOf(library, one)).toEqual(['castle', 'moss']);
  library.must('tagAssets', { assets: [one], remove: ['burg'] });
  expect(tagsOf(library, one)).toEqual(['moss']);
});

test('a new alias takes the assets that bore it as a tag along, whatever its case, and undo gives them back', () => {
  const [library, one, other] = two();
  library.must('tagAssets', { assets: [one, other], add: ['Burg'] });
  library.must('tagAssets', { assets: [other], add: ['castle', 'burg'] });
  const { request, result } = library.do('addTagAlias', { tag: 'castle', alias: 'burg' });
  expect(result).toMatchObject({ ok: true, value: { retagged: 3 } });
  expect(tagsOf(library, one)).toEqual(['castle']);
  expect(tagsOf(library, other)).toEqual(['castle']);
  library.must('undoRequest', { request });
  expect(tagsOf(library, one)).toEqual(['Burg']);
  expect(tagsOf(library, other)).toEqual(['Burg', 'burg', 'castle']);
});

test('an alias stands for one tag only, and never for its own name', () => {
  const [library] = two();
  library.must('addTagAlias', { tag: 'castle', alias: 'burg' });
  const second = library.do('addTagAlias', { tag: 'food', alias: 'BURG' }).result;
  expect(second).toMatchObject({ ok: false, failure: { code: 'invalid_input', field: 'alias' } });
  const own = library.do('addTagAlias', { tag: 'castle', alias: 'Castle' }).result;
  expect(own).toMatchObject({ ok: false, failure: { code: 'invalid_input', field: 'alias' } });
  expect(library.must('addTagAlias', { tag: 'castle', alias: 'burg' }).changed).toBe(0);
});

test('a loop of parents is refused in words, not in SQL', () => {
  const [library] = two();
  library.must('addTagParent', { tag: 'keep', parent: 'castle' });
  library.must('addTagParent', { tag: 'castle', parent: 'building' });
  for (const [tag, parent] of [
    ['building', 'keep'],
    ['castle', 'keep'],
    ['castle', 'castle'],
  ] as const) {
    const { result } = library.do('addTagParent', { tag, parent });
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'invalid_input', field: 'parent' },
    });
  }
  expect(library.ask('tagDetails', { tags: ['castle'] })[0]).toMatchObject({
    parents: ['building'],
    children: ['keep'],
  });
});

test('tags with colons in their names are put below each other, and that is taken back', () => {
  const [library] = two();
  const links = () => library.connection.all('SELECT tag, parent FROM tag_parents ORDER BY 1, 2');
  // Both have the name "a:b:c" in the journal.
  const first = library.do('addTagParent', { tag: 'a:b', parent: 'c' });
  const second = library.do('addTagParent', { tag: 'a', parent: 'b:c' });
  const undone = library.must('undoRequest', { request: first.request });
  expect(links()).toEqual([{ tag: 'a', parent: 'b:c' }]);
  library.must('undoRequest', { request: undone.request });
  library.must('undoRequest', { request: second.request });
  expect(links()).toEqual([{ tag: 'a:b', parent: 'c' }]);
});

test('counts include what stands below, each asset once, and not the trash', () => {
  const [library, one, other] = two();
  const gone = library.picture('c.png');
  library.must('tagAssets', { assets: [one, gone], add: ['castle'] });
  library.must('tagAssets', { assets: [one, other, gone], add: ['keep'] });
  library.must('addTagParent', { tag: 'castle', parent: 'building' });
  library.must('addTagParent', { tag: 'keep', parent: 'castle' });
  library.must('trashAssets', { assets: [gone] });
  const rows = library.ask('tags', {});
  expect(rows.map((row) => [row.tag, row.count, row.count_below])).toEqual([
    ['building', 0, 2],
    ['castle', 1, 2],
    ['keep', 2, 2],
  ]);
  expect(library.ask('tagDetails', { tags: ['building', 'keep'] })).toMatchObject([
    { count: 0, count_below: 2, children: ['castle'] },
    { count: 2, count_below: 2, children: [] },
  ]);
});

test('renaming goes everywhere, may keep the old name as an alias, and never swallows another tag', () => {
  const [library, one] = two();
  library.must('tagAssets', { assets: [one], add: ['castel', 'moss'] });
  library.must('setTagColour', { tag: 'castel', colour: 'violet' });
  library.must('addTagParent', { tag: 'castel', parent: 'building' });
  library.must('addTagAlias', { tag: 'castel', alias: 'burg' });
  const taken = library.do('renameTag', { tag: 'castel', name: 'moss' }).result;
  expect(taken).toMatchObject({ ok: false, failure: { code: 'invalid_input', field: 'name' } });
  library.must('renameTag', { tag: 'castel', name: 'castle', keep_alias: true });
  expect(tagsOf(library, one)).toEqual(['castle', 'moss']);
  expect(library.ask('tagDetails', { tags: ['castle'] })[0]).toMatchObject({
    colour: 'violet',
    parents: ['building'],
    aliases: ['burg', 'castel'],
  });
  // Only the case of letters, and back to a name that was kept as an alias.
  library.must('renameTag', { tag: 'castle', name: 'Castle' });
  library.must('renameTag', { tag: 'Castle', name: 'castel' });
  expect(tagsOf(library, one)).toEqual(['castel', 'moss']);
  expect(library.ask('tagDetails', { tags: ['castel'] })[0]?.aliases).toEqual(['burg']);
});

test('merging keeps the tree free of loops and the first colour', () => {
  const [library, one, other] = two();
  library.must('tagAssets', { assets: [one], add: ['fort', 'keep'] });
  library.must('tagAssets', { assets: [other], add: ['castle'] });
  library.must('setTagColour', { tag: 'fort', colour: 'teal' });
  library.must('addTagParent', { tag: 'castle', parent: 'fort' });
  library.must('addTagParent', { tag: 'fort', parent: 'building' });
  library.must('mergeTags', {
    tags: ['fort', 'keep', 'castle'],
    into: 'castle',
    keep_aliases: true,
  });
  expect(tagsOf(library, one)).toEqual(['castle']);
  expect(library.ask('tagDetails', { tags: ['castle'] })[0]).toMatchObject({
    colour: 'teal',
    parents: ['building'],
    children: [],
    aliases: ['fort', 'keep'],
    count: 2,
  });
});

test('autocomplete finds by alias and by a part of a word, the best first', () => {
  const [library, one, other] = two();
  library.must('tagAssets', { assets: [one, other], add: ['sandcastle'] });
  library.must('tagAssets', { assets: [one], add: ['castle', 'old castle', 'Château'] });
  library.must('addTagAlias', { tag: 'moss', alias: 'Castellan' });
  library.must('addTagParent', { tag: 'castle', parent: 'building' });
  library.must('setTagColour', { tag: 'castle', colour: 'red' });
  const found = library.ask('suggestTags', { text: 'cast' });
  expect(found.map(({ value }) => value)).toEqual(['castle', 'moss', 'old castle', 'sandcastle']);
  expect(found[0]).toEqual({
    value: 'castle',
    count: 1,
    colour: 'red',
    parent: 'building',
    alias: null,
  });
  expect(found[1]?.alias).toBe('Castellan');
  expect(library.ask('suggestTags', { text: 'chateau' })[0]?.value).toBe('Château');
});

test('themes are renamed and merged on assets and packs at once, and undone at once', () => {
  const [library, one, other] = two();
  library.must('editAssets', { assets: [one], changes: { theme: 'Nature' } });
  library.must('editAssets', { assets: [other], changes: { theme: 'nature' } });
  library.must('createPack', { name: 'Set', theme: 'nature' });
  expect(library.ask('themes', {})).toEqual([
    { theme: 'Nature', assets: 1, packs: 0 },
    { theme: 'nature', assets: 1, packs: 1 },
  ]);
  const { request } = library.do('renameThemes', { themes: ['nature', 'Nature'], name: 'Wild' });
  expect(library.ask('themes', {})).toEqual([{ theme: 'Wild', assets: 2, packs: 1 }]);
  library.must('undoRequest', { request });
  expect(library.ask('themes', {}).map(({ theme }) => theme)).toEqual(['Nature', 'nature']);
  library.must('renameThemes', { themes: ['nature', 'Nature'], name: null });
  expect(library.ask('themes', {})).toEqual([]);
});

/** Everything that is known of tags, stamps aside. */
const known = ({ connection }: TestLibrary): string =>
  JSON.stringify([
    connection.all('SELECT asset_id, tag FROM asset_tags ORDER BY 1, 2'),
    connection.all('SELECT tag, n FROM tag_rows ORDER BY 1, 2'),
    connection.all('SELECT tag, colour FROM tags ORDER BY 1'),
    connection.all('SELECT alias, tag FROM tag_aliases ORDER BY 1'),
    connection.all('SELECT tag, parent FROM tag_parents ORDER BY 1, 2'),
  ]);

const word = fc.constantFrom('castle', 'Castle', 'moss', 'keep', 'fort', 'burg');
type Act = (library: TestLibrary, assets: readonly AssetId[]) => ReturnType<TestLibrary['do']>;
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(fc.subarray([0, 1, 2], { minLength: 1 }), fc.array(word, { maxLength: 3 })).map(
    ([which, add]): Act =>
      (library, assets) =>
        library.do('tagAssets', { assets: which.flatMap((index) => assets[index] ?? []), add }),
  ),
  fc.tuple(word, word).map(
    ([tag, alias]): Act =>
      (library) =>
        library.do('addTagAlias', { tag, alias }),
  ),
  fc.tuple(word, word).map(
    ([tag, parent]): Act =>
      (library) =>
        library.do('addTagParent', { tag, parent }),
  ),
  fc.tuple(word, fc.constantFrom('red' as const, null)).map(
    ([tag, colour]): Act =>
      (library) =>
        library.do('setTagColour', { tag, colour }),
  ),
  fc.tuple(word, word, fc.boolean()).map(
    ([tag, name, keep_alias]): Act =>
      (library) =>
        library.do('renameTag', { tag, name, keep_alias }),
  ),
  fc.tuple(fc.array(word, { minLength: 1, maxLength: 3 }), word, fc.boolean()).map(
    ([tags, into, keep_aliases]): Act =>
      (library) =>
        library.do('mergeTags', { tags, into, keep_aliases }),
  ),
  word.map(
    (tag): Act =>
      (library) =>
        library.do('deleteTags', { tags: [tag] }),
  ),
);

test('whatever is done to tags, undo and redo go exactly there and back, and no loop ever stands', () => {
  fc.assert(
    fc.property(fc.array(acts, { minLength: 1, maxLength: 9 }), (chosen) => {
      const library = testLibrary();
      const assets = ['a', 'b', 'c'].map((name) => library.picture(`${name}.png`));
      const states = [known(library)];
      let steps = 0;
      for (const act of chosen) {
        const before = known(library);
        const { request, result } = act(library, assets);
        const after = known(library);
        if (!result.ok) {
          expect(result.failure.code).toBe('invalid_input');
          expect(after).toBe(before);
          continue;
        }
        const { changed } = library.connection.one<{ changed: number }>(
          'SELECT changed FROM applied_ops WHERE request_id = ?',
          [request],
        )!;
        if (changed === 0) {
          expect(after).toBe(before);
          continue;
        }
        states.push(after);
        steps += 1;
        expect(
          library.connection.all(
            `WITH RECURSIVE above(start, tag) AS (
               SELECT tag, parent FROM tag_parents
               UNION SELECT a.start, p.parent FROM above a JOIN tag_parents p ON p.tag = a.tag
             ) SELECT * FROM above WHERE start = tag`,
          ),
        ).toEqual([]);
        expect(
          library.connection.all(
            'SELECT tag FROM asset_tags WHERE tag IN (SELECT alias FROM tag_aliases)',
          ),
        ).toEqual([]);
      }
      for (let at = steps; at > 0; at -= 1) {
        expect(known(library)).toBe(states[at]);
        library.must('undoRequest', { request: library.ask('undoState', {}).undo!.request_id });
      }
      expect(known(library)).toBe(states[0]);
      for (let at = 1; at <= steps; at += 1) {
        library.must('undoRequest', { request: library.ask('undoState', {}).redo!.request_id });
        expect(known(library)).toBe(states[at]);
      }
    }),
    { numRuns: 40 },
  );
});

test('a project knows the tags and themes of its own and of the whole library, never of another', () => {
  const library = testLibrary();
  const [mine, other] = ['Mine', 'Other'].map(
    (name) => library.must('createProject', { name }).project,
  );
  const own = library.picture('own.png');
  const foreign = library.picture('foreign.png');
  const inbox = library.picture('inbox.png');
  library.must('editAssets', { assets: [inbox], changes: { project_id: null } });
  library.must('editAssets', { assets: [own], changes: { project_id: mine!, theme: 'Sea' } });
  library.must('editAssets', {
    assets: [foreign],
    changes: { project_id: other!, theme: 'Secret' },
  });
  library.must('tagAssets', { assets: [own], add: ['shell', 'shared'] });
  library.must('tagAssets', { assets: [foreign], add: ['shell-secret', 'shared'] });
  library.must('tagAssets', { assets: [inbox], add: ['she'] });
  library.must('addTagParent', { tag: 'shell', parent: 'sea things' });
  library.must('addTagParent', { tag: 'shell-secret', parent: 'secret things' });
  library.must('setTagColour', { tag: 'shiny', colour: 'red' });
  const names = (project?: typeof mine) =>
    library.ask('tags', project === undefined ? {} : { project }).map(({ tag }) => tag);
  expect(names()).toHaveLength(7);
  expect(names(mine)).toEqual(['sea things', 'shared', 'she', 'shell', 'shiny']);
  const [, shared] = library.ask('tags', { project: mine! });
  expect(shared).toMatchObject({ tag: 'shared', count: 1 });
  expect(
    library
      .ask('suggestTags', { text: 'sh', project: mine! })
      .map(({ value, count }) => [value, count]),
  ).toEqual([
    ['shared', 1],
    ['she', 1],
    ['shell', 1],
    ['shiny', 0],
  ]);
  expect(library.ask('themes', { project: mine! })).toEqual([
    { theme: 'Sea', assets: 1, packs: 0 },
  ]);
  const offered = library.ask('suggestQuery', {
    text: 'tag:sh',
    cursor: 6,
    filter: { project: mine! },
  });
  expect(offered.map(({ label }) => label)).not.toContain('shell-secret');
  expect(offered.map(({ label }) => label)).toContain('shell');
});

test('lists of names stand as people count: 2 before 10, accents aside', () => {
  const library = testLibrary();
  const asset = library.picture('a.png');
  const mixed = ['shot 10', 'shot 2', 'Shot 1', 'été', 'eta', 'shot 100'];
  const sorted = ['eta', 'été', 'Shot 1', 'shot 2', 'shot 10', 'shot 100'];
  library.must('tagAssets', { assets: [asset], add: mixed });
  for (const tag of mixed) library.must('addTagParent', { tag, parent: 'all' });
  const names = library.ask('tags', {}).map(({ tag }) => tag);
  expect(names).toEqual(['all', ...sorted]);
  expect(library.ask('tagDetails', { tags: ['all'] })[0]?.children).toEqual(sorted);
  for (const name of mixed) library.must('createProject', { name });
  const projects = library.ask('projects', {}).filter(({ is_inbox }) => is_inbox === 0);
  expect(projects.map(({ name }) => name)).toEqual(sorted);
});
