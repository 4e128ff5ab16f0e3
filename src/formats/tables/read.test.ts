import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTables } from './read.ts';

const rowsOf = (file: string, text: string) => {
  const read = readTables(file, text);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
};

const reasonOf = (file: string, text: string): string => {
  const read = readTables(file, text);
  return !read.ok && 'reason' in read.failure ? read.failure.reason : 'it was read';
};

describe('tables of an older program', () => {
  it('are read from a plain dump of PostgreSQL, with its escapes and its nothing', () => {
    const dump = [
      '-- PostgreSQL database dump',
      'SET statement_timeout = 0;',
      'CREATE TABLE public.shots (id uuid, prompt text);',
      'COPY public.shots (id, "camera angle", prompt) FROM stdin;',
      'a1\tlow\tfirst line\\nsecond\\tline \\\\ end',
      'a2\t\\N\t',
      '\\.',
      '',
      'COPY public.empty (id) FROM stdin;',
      '\\.',
    ].join('\n');
    expect(rowsOf('old.sql', dump)).toEqual([
      {
        name: 'shots',
        file: 'old.sql',
        rows: [
          { id: 'a1', 'camera angle': 'low', prompt: 'first line\nsecond\tline \\ end' },
          { id: 'a2', 'camera angle': null, prompt: '' },
        ],
      },
      { name: 'empty', file: 'old.sql', rows: [] },
    ]);
    expect(rowsOf('old.sql', dump.replaceAll('\n', '\r\n'))[0]?.rows[1]).toMatchObject({
      id: 'a2',
    });
    expect(reasonOf('old.sql', dump.replaceAll('\\.', ''))).toContain('have no end');
    expect(reasonOf('old.sql', dump.replace('\\N\t', ''))).toContain('2 cells');
    expect(reasonOf('old.sql', "INSERT INTO shots VALUES ('x');")).toContain('--inserts');
  });

  it('are read from CSV with quotes, newlines, other separators and nothing', () => {
    const csv = '\uFEFFid,name,note\r\n1,"a ""b"", c","two\nlines"\r\n2,plain,\r\n3,"",x';
    expect(rowsOf('dir/characters.csv', csv)).toEqual([
      {
        name: 'characters',
        file: 'dir/characters.csv',
        rows: [
          { id: '1', name: 'a "b", c', note: 'two\nlines' },
          { id: '2', name: 'plain', note: null },
          { id: '3', name: '', note: 'x' },
        ],
      },
    ]);
    expect(rowsOf('a.csv', 'id;name\n1;x')[0]?.rows).toEqual([{ id: '1', name: 'x' }]);
    expect(rowsOf('a.tsv', 'id\tname\n1\tx,y')[0]?.rows).toEqual([{ id: '1', name: 'x,y' }]);
    expect(reasonOf('a.csv', 'id,name\n1')).toContain('row 1 has 1 fields');
  });

  it('are read from JSON: a list, lists by name, and a row on each line', () => {
    const rows = [{ id: 1, tags: ['a'] }];
    expect(rowsOf('shots.json', JSON.stringify(rows))).toEqual([
      { name: 'shots', file: 'shots.json', rows },
    ]);
    expect(rowsOf('all.json', JSON.stringify({ shots: rows, version: 3, contents: [] }))).toEqual([
      { name: 'shots', file: 'all.json', rows },
      { name: 'contents', file: 'all.json', rows: [] },
    ]);
    expect(rowsOf('shots.jsonl', '{"id":1}\n\n{"id":2}\n')[0]?.rows).toEqual([
      { id: 1 },
      { id: 2 },
    ]);
    expect(reasonOf('a.json', '{"id":')).not.toBe('it was read');
    expect(reasonOf('a.json', '"words"')).toContain('neither');
  });

  it('never throw and always end, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('a.csv', 'a.tsv', 'a.json', 'a.jsonl', 'a.sql'),
        fc.string({ maxLength: 200 }),
        fc.constantFrom('', 'COPY a (b) FROM stdin;\n', '"', 'id,b\n'),
        (name, text, head) => typeof readTables(name, head + text).ok === 'boolean',
      ),
    );
  });
});
