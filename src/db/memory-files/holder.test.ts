import { describe, expect, it } from 'vitest';

import { createTree } from './holder.ts';

const opened = (limit = 100) => {
  const { answer } = createTree(limit);
  const make = (path: string, kind: 'file' | 'directory') =>
    answer({ do: 'open', path, kind, create: true });
  const put = (path: string, size: number) =>
    answer({ do: 'put', path, content: new Blob([new Uint8Array(size)]) });
  const read = (path: string) => (answer({ do: 'read', path }) as Blob).size;
  const room = () => answer({ do: 'room', path: '' });
  make('blobs', 'directory');
  make('tmp', 'directory');
  return { answer, make, put, read, room };
};
const named = (name: string) => expect.objectContaining({ name });

describe('files in memory', () => {
  it('are made, written, moved and removed like files of the browser', () => {
    const { answer, make, put, read, room } = opened();
    make('tmp/a', 'file');
    put('tmp/a', 40);
    answer({ do: 'move', path: 'tmp/a', to: 'blobs/b' });
    expect(read('blobs/b')).toBe(40);
    expect(() => read('tmp/a')).toThrow(named('NotFoundError'));
    expect(room()).toEqual({ used: 40, limit: 100 });
    expect(answer({ do: 'list', path: '' })).toEqual([
      { name: 'blobs', kind: 'directory' },
      { name: 'tmp', kind: 'directory' },
    ]);
    expect(() => answer({ do: 'remove', path: 'blobs', recursive: false })).toThrow(
      named('InvalidModificationError'),
    );
    answer({ do: 'remove', path: 'blobs', recursive: true });
    expect(room()).toEqual({ used: 0, limit: 100 });
  });

  it('are only there when they were made, and are what they were made as', () => {
    const { answer, make } = opened();
    const open = (path: string, kind: 'file' | 'directory', create: boolean) => () =>
      answer({ do: 'open', path, kind, create });
    expect(open('blobs/x', 'file', false)).toThrow(named('NotFoundError'));
    expect(open('nowhere/x', 'file', true)).toThrow(named('NotFoundError'));
    make('blobs/x', 'file');
    expect(open('blobs/x', 'directory', true)).toThrow(named('TypeMismatchError'));
  });

  it('refuse what finds no room, and never show it as if it were whole', () => {
    const { answer, make, put, read, room } = opened();
    make('tmp/a', 'file');
    put('tmp/a', 60);
    make('tmp/b', 'file');
    put('tmp/b', 41);
    expect(() => answer({ do: 'move', path: 'tmp/b', to: 'blobs/b' })).toThrow(
      named('QuotaExceededError'),
    );
    expect(room()).toEqual({ used: 60, limit: 100 });
    answer({ do: 'remove', path: 'tmp/b', recursive: false });
    put('tmp/a', 100);
    expect(read('tmp/a')).toBe(100);
  });

  it('do not come back when they were removed while somebody wrote them', () => {
    const { answer, make, put, room } = opened();
    make('tmp/a', 'file');
    answer({ do: 'remove', path: 'tmp/a', recursive: false });
    put('tmp/a', 10);
    expect(room()).toEqual({ used: 0, limit: 100 });
  });
});
