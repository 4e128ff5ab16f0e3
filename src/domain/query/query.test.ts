import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partAt } from './cursor.ts';
import { matchesGlob } from './glob.ts';
import { mostTerms, parseQuery } from './parse.ts';
import { printQuery } from './print.ts';
import { addTerm, removeTerm, replaceTerm, termsOf } from './terms.ts';
import { queryTokens, tokenNamed } from './tokens.ts';
import { groupOf, notOf, type QueryNode, type QueryValue } from './tree.ts';
import { isMeasured } from './values.ts';

describe('a query is read', () => {
  test.each([
    ['', ''],
    ['fox den', 'fox den'],
    ['"red fox" den', '"red fox" den'],
    ['a AND b', 'a b'],
    ['a OR b c', 'a OR b c'],
    ['(a OR b) c', '(a OR b) c'],
    ['(a b) OR c', 'a b OR c'],
    ['-(a b) NOT c', '-(a b) -c'],
    ['NOT NOT a', 'a'],
    ['((a)) (b (c))', 'a b c'],
    ['a | b & c', 'a OR b c'],
    ['or and not', 'or and not'],
    ['type:image,video prov:ai', 'kind:image,video provenance:ai'],
    ['KIND:Image', 'kind:Image'],
    ['size:>2MB size>=1.5kB size:<=3', 'size>2MB size>=1.5kB size<=3'],
    ['created:2026-01..2026-02 width:..800', 'created:2026-01..2026-02 width:..800'],
    ['meta.camera:canon meta.iso>400', 'meta.camera:canon meta.iso>400'],
    ['tag:saber_(fate),"a b"', 'tag:saber_(fate),"a b"'],
    ['"say \\"hi\\" \\\\"', '"say \\"hi\\" \\\\"'],
    ['http://foo 12:30 -', 'http://foo 12:30 -'],
    ['path:foo/** *part*', 'path:foo/** *part*'],
    ['漫画 -城', '漫画 -城'],
  ])('%s as %s', (text, printed) => {
    const { query, problems } = parseQuery(text);
    expect(printQuery(query)).toBe(printed);
    expect(parseQuery(printed).query).toEqual(query);
    expect(problems).toEqual([]);
  });
});

describe('what cannot be read is named, and the rest still searches', () => {
  test.each([
    ['foo:bar fox', 'foo:bar fox', 'unknown_token', 0, 7],
    ['tga:hero', 'tga:hero', 'unknown_token', 0, 8],
    ['widht>700', 'widht>700', 'unknown_token', 0, 9],
    ['kind: fox', 'fox', 'missing_value', 0, 5],
    ['kind:banana fox', 'fox', 'bad_value', 5, 11],
    ['kind:image,banana', 'kind:image', 'bad_value', 11, 17],
    ['size>banana fox', 'fox', 'bad_value', 5, 11],
    ['created:2026-13', '', 'bad_value', 8, 15],
    ['tag>x fox', 'fox', 'bad_comparison', 0, 5],
    ['"red fox', '"red fox"', 'unclosed_quote', 0, 8],
    ['(a b', 'a b', 'unclosed_group', 0, 1],
    ['a) b', 'a b', 'unopened_group', 1, 2],
    ['a OR', 'a', 'missing_term', 2, 4],
    ['OR a', 'a', 'missing_term', 0, 2],
    ['a AND', 'a', 'missing_term', 2, 5],
    ['a NOT', 'a', 'missing_term', 2, 5],
  ])('%s', (text, printed, code, from, to) => {
    const { query, problems } = parseQuery(text);
    expect(printQuery(query)).toBe(printed);
    expect(problems.map((problem) => [problem.code, problem.from, problem.to])).toEqual([
      [code, from, to],
    ]);
  });

  test('a token that was nearly typed is offered', () => {
    expect(parseQuery('tagg:x').problems[0]).toMatchObject({ key: 'tag' });
    expect(parseQuery('used_in:x').problems[0]).toMatchObject({ key: 'used-in' });
  });
});

/** Texts that a value may hold, hostile signs among them. */
const texts = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '(', ')', ',', ':', '>', '-', ' ', '*', '.', 'a', 'é', '城'),
    minLength: 1,
    maxLength: 8,
  }),
);
const solid = texts.filter((text) => text.trim() !== '');
const tokens: fc.Arbitrary<QueryNode> = fc
  .constantFrom(...queryTokens.filter((token) => ['glob', 'text', 'asset'].includes(token.value)))
  .chain(({ key }) =>
    fc
      .array(
        solid.map((text): QueryValue => ({ text, exact: true })),
        { minLength: 1, maxLength: 3 },
      )
      .map((values): QueryNode => ({ type: 'token', key, comparison: ':', values })),
  );
const examples = fc
  .constantFrom(...queryTokens.flatMap((token) => token.examples))
  .map((text) => parseQuery(text).query);
const leaves = fc.oneof(
  solid.map((value): QueryNode => ({ type: 'text', value, exact: true })),
  fc
    .stringMatching(/^[a-zé0-9*][a-zé0-9*.,]{0,8}$/u)
    .map((value): QueryNode => ({ type: 'text', value, exact: false })),
  tokens,
  examples,
);
const { tree } = fc.letrec<{ tree: QueryNode }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaves,
    tie('tree').map(notOf),
    fc.array(tie('tree'), { minLength: 2, maxLength: 4 }).map((nodes) => groupOf('and', nodes)),
    fc.array(tie('tree'), { minLength: 2, maxLength: 4 }).map((nodes) => groupOf('or', nodes)),
  ),
}));

/** How many words and values a tree holds. */
const sizeOf = (node: QueryNode): number =>
  node.type === 'and' || node.type === 'or'
    ? node.nodes.reduce((sum, each) => sum + sizeOf(each), 0)
    : node.type === 'not'
      ? sizeOf(node.node)
      : node.type === 'token'
        ? node.values.length
        : 1;

test('printing a tree and reading it again gives the tree', () => {
  fc.assert(
    fc.property(tree, (node) => {
      fc.pre(sizeOf(node) <= mostTerms);
      const { query, problems } = parseQuery(printQuery(node));
      expect(query).toEqual(node);
      expect(problems).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(
      ...`"'\\(),:=><-!*?. \na1\u0000`.split(''),
      ...'OR |AND |NOT |tag:|size>|meta.a:|kind:|..'.split('|'),
    ),
    maxLength: 60,
  }),
);

test('any text is read without a throw, and what it was read as stays the same', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { query, problems, terms } = parseQuery(text);
      expect(parseQuery(printQuery(query)).query).toEqual(query);
      for (const { from, to } of [...problems, ...terms]) {
        expect(0 <= from && from <= to && to <= text.length).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});

test('long and deep texts are read within a limit and named', () => {
  const deep = parseQuery('('.repeat(5000) + 'fox' + ')'.repeat(5000));
  expect(printQuery(deep.query)).toBe('fox');
  expect(deep.problems.map(({ code }) => code)).toEqual(['too_deep']);
  const long = parseQuery('a '.repeat(5000));
  expect(termsOf('a '.repeat(5000))).toHaveLength(mostTerms);
  expect(long.problems.map(({ code }) => code)).toEqual(['too_many']);
  expect(parseQuery(`tag:${'a,'.repeat(4900)}`).problems).toMatchObject([{ code: 'too_many' }]);
  for (const text of [
    '-'.repeat(10_000),
    '"'.repeat(9999),
    'NOT '.repeat(2500),
    'a|'.repeat(5000),
  ]) {
    parseQuery(text);
  }
  expect(printQuery(parseQuery(`${'-('.repeat(4000)}a`).query)).toBe('a');
});

describe('terms', () => {
  test('are the conditions of the outermost AND, with their places', () => {
    const text = ' fox  AND (a OR b) -tag:x "p q"';
    expect(termsOf(text).map((term) => term.text)).toEqual(['fox', '(a OR b)', '-tag:x', '"p q"']);
    expect(termsOf('a OR b c').map((term) => term.text)).toEqual(['a OR b c']);
  });

  test.each([
    ['fox', 'tag:x', 'fox tag:x'],
    ['', 'tag:x', 'tag:x'],
    ['a OR b', 'tag:x', '(a OR b) tag:x'],
    ['a', 'b OR c', 'a (b OR c)'],
    ['fox tag:x', 'tag:x', 'fox tag:x'],
    ['fox "open', 'tag:x', 'fox "open" tag:x'],
    ['(fox', 'tag:x', 'fox tag:x'],
    ['fox', ' ', 'fox'],
  ])('to %s adding %s gives %s', (text, term, result) => {
    expect(addTerm(text, term)).toBe(result);
  });

  test('are taken away and replaced, and the rest stays as it was typed', () => {
    expect(removeTerm('a AND b AND c', 1)).toBe('a AND c');
    expect(removeTerm('a AND b', 1)).toBe('a');
    expect(removeTerm('a AND b', 0)).toBe('b');
    expect(removeTerm('a', 0)).toBe('');
    expect(removeTerm('a', 7)).toBe('a');
    expect(replaceTerm('a  kind:image  b', 1, 'kind:video')).toBe('a  kind:video  b');
    expect(replaceTerm('a b', 0, 'x OR y')).toBe('(x OR y) b');
    expect(replaceTerm('a b', 0, '')).toBe('b');
  });

  test('without one, all the others are left', () => {
    fc.assert(
      fc.property(fc.array(leaves, { minLength: 1, maxLength: 6 }), fc.nat(5), (nodes, at) => {
        const text = nodes.map((node) => printQuery(groupOf('and', [node]))).join(' AND ');
        fc.pre(at < nodes.length);
        const left = nodes.toSpliced(at, 1);
        expect(termsOf(removeTerm(text, at)).map(({ node }) => node)).toEqual(left);
      }),
    );
  });
});

describe('tokens', () => {
  test.each(
    queryTokens.flatMap(({ key, examples: all }) => all.map((text) => [key, text] as const)),
  )('the example of %s, %s, is read without a problem', (key, text) => {
    const { query, problems } = parseQuery(text);
    expect(problems).toEqual([]);
    const node = query.type === 'not' ? query.node : query;
    expect(node).toMatchObject({ type: 'token', key });
  });

  test('have names of their own', () => {
    const names = queryTokens.flatMap(({ key, also = [] }) => [key, ...also]);
    expect(new Set(names).size).toBe(names.length);
    expect(tokenNamed('TYPE')?.key).toBe('kind');
    expect(queryTokens.filter(isMeasured).map(({ key }) => key)).toContain('duration');
  });
});

test.each([
  ['tag:he', 6, { from: 4, to: 6, typed: 'he', key: 'tag' }],
  ['tag:"night ma', 13, { from: 4, to: 13, typed: 'night ma', key: 'tag' }],
  ['tag:a,he fox', 8, { from: 6, to: 8, typed: 'he', key: 'tag' }],
  ['tag:he,b', 6, { from: 4, to: 6, typed: 'he', key: 'tag' }],
  ['-tag:', 5, { from: 5, to: 5, typed: '', key: 'tag' }],
  ['fox ta', 6, { from: 4, to: 6, typed: 'ta', key: undefined }],
  ['fox ', 4, { from: 4, to: 4, typed: '', key: undefined }],
  ['meta.camera:ca', 14, { from: 12, to: 14, typed: 'ca', key: 'meta' }],
])('in %s at %i is typed %j', (text, cursor, expected) => {
  const { from, to, typed, token } = partAt(text, cursor);
  expect({ from, to, typed, key: token?.key }).toEqual(expected);
});

test.each([
  ['*.psd', 'a.psd', true],
  ['a*c', 'abc', true],
  ['a?c', 'abbc', false],
  ['foo/*', 'foo/a/b', false],
  ['foo/**', 'foo/a/b', true],
  ['**/b', 'b', true],
  ['**/b', 'a/c/b', true],
  ['**/b', 'ab', false],
  ['foo/*/b*', 'foo/a/bcd', true],
  ['foo/**/b', 'foo/b', true],
  ['', '', true],
])('the pattern %s and the path %s: %s', (pattern, path, expected) => {
  expect(matchesGlob(pattern, path, true)).toBe(expected);
});

test('a pattern made to be slow is not', () => {
  expect(matchesGlob('*a'.repeat(2000), `${'a'.repeat(1999)}b`)).toBe(false);
});
