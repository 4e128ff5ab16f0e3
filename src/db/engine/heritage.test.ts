/** What results take over from what they are made of. */
import { describe, expect, test } from 'vitest';
import type { AssetMetadata } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import type { Said } from '#domain/said.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import { ok } from '#domain/result.ts';
import { doubleKind, extractKind, hashOf, testLibrary, type TestLibrary } from './testing.ts';
import { double, finishAll } from './testing-lineage.ts';

/** A kind that joins a selection into one, as films are joined. */
const join: TaskKind<{ readonly following: readonly AssetId[] }> = {
  ...(doubleKind as unknown as TaskKind<{ readonly following: readonly AssetId[] }>),
  kind: 'join',
  together: true,
  parse: (settings) => ok({ following: [], ...(settings as object) }),
  gather: {
    with: (_params, [, ...others]) => ok({ following: others.map(({ id }) => id) }),
    others: ({ following }) => following,
  },
  placeholder: (source) => ({
    kind: 'image',
    name: 'joined.png',
    provenance: source.provenance,
    generation: { provider: 'inkreel', model: 'join 1', params: {} },
  }),
};

/** What it makes shows the same. */
const clean = { ...doubleKind, kind: 'clean', same: true } as const;

const open = () => testLibrary(undefined, [doubleKind, extractKind, join, clean] as never);

/** A picture of which a file beside it says something. */
const told = (library: TestLibrary, name: string, said: Said): AssetId =>
  library.picture(name, { sidecars: [{ path: `${name}.xmp`, size: 1, mtime: 1, said }] });

const mina: Said = {
  tags: ['lantern', 'night'],
  creators: ['Mina'],
  rights: '© Mina',
  source: 'own camera',
  theme: 'autumn',
  rating: 5,
  approved: true,
  label: 'Red',
  provenance: 'user_provided',
};

const read = (library: TestLibrary, id: AssetId) => {
  const details = library.ask('asset', { id });
  if (details === null) throw new Error('gone');
  const { asset, tags } = details;
  return { asset, tags, metadata: JSON.parse(asset.metadata) as AssetMetadata };
};
const enqueue = (library: TestLibrary, kind: string, assets: readonly AssetId[]) =>
  library.must('enqueue', { kind, assets, settings: kind === 'join' ? {} : { scale: 2 } });
const targetOf = (library: TestLibrary, kind: string, ...assets: AssetId[]): AssetId => {
  const [target] = enqueue(library, kind, assets).targets;
  if (!target) throw new Error('nothing will be made');
  return target;
};

describe('a result', () => {
  test('has tags, credits and source of what it is made of from its first moment, but no judgement', () => {
    const library = open();
    const picture = told(library, 'a.png', mina);
    library.must('editAssets', { assets: [picture], changes: { starred: true } });
    const result = targetOf(library, 'double', picture);
    const { asset, tags, metadata } = read(library, result);
    expect(asset).toMatchObject({
      state: 'generating',
      source: 'own camera',
      theme: 'autumn',
      provenance: 'enhanced',
      rating: null,
      approved: 0,
      review: null,
      starred: 0,
      is_master_reference: 0,
    });
    expect(tags).toEqual(['lantern', 'night']);
    expect(metadata).toEqual({ creators: ['Mina'], rights: '© Mina' });
    // The facts that are read of its bytes come beside that.
    finishAll(library);
    expect(read(library, result).metadata).toMatchObject({ creators: ['Mina'], rights: '© Mina' });
    expect(read(library, result)).toMatchObject({ asset: { state: 'ready' }, tags });
    // It is found by them like what it was made of.
    for (const query of ['tag:night', 'source:"own camera"']) {
      const { n } = library.ask('assetLayout', { filter: { query }, sort: 'newest' });
      expect(new Set(n)).toEqual(new Set([read(library, picture).asset.n, asset.n]));
    }
  });

  test('of a result that is still to be made takes over the same, and keeps what is changed since', () => {
    const library = open();
    const picture = told(library, 'a.png', mina);
    const first = targetOf(library, 'double', picture);
    library.must('tagAssets', { assets: [first], add: ['print'], remove: ['night'] });
    library.must('editAssets', { assets: [first], changes: { source: 'scan' } });
    const second = targetOf(library, 'double', first);
    library.must('tagAssets', { assets: [picture], add: ['later'] });
    finishAll(library);
    expect(read(library, second).tags).toEqual(['lantern', 'print']);
    expect(read(library, second).asset.source).toBe('scan');
    expect(read(library, second).metadata).toMatchObject({ creators: ['Mina'], rights: '© Mina' });
  });

  test('bears the descriptions of its source only where it shows the same', () => {
    const library = open();
    const picture = told(library, 'a.png', { alt_text: 'A lantern', description: 'Seen in Gion' });
    const same = read(library, targetOf(library, 'clean', picture));
    expect(same.asset.alt_text).toBe('A lantern');
    expect(same.metadata).toEqual({ description: 'Seen in Gion' });
    const other = read(library, targetOf(library, 'double', picture));
    expect(other.asset.alt_text).toBeNull();
    expect(other.metadata).toEqual({});
  });

  test('of several names everyone, keeps every condition and every tag, and says what a model made', () => {
    const library = open();
    const one = told(library, 'a.png', mina);
    const two = told(library, 'b.png', {
      tags: ['night', 'sea'],
      creators: ['Jun'],
      rights: 'CC BY-NC 4.0',
      source: 'Midjourney',
      provenance: 'ai_generated',
    });
    const joined = targetOf(library, 'join', one, two, library.picture('plain.png'));
    const { asset, tags, metadata } = read(library, joined);
    expect(tags).toEqual(['lantern', 'night', 'sea']);
    expect(metadata).toEqual({
      creators: ['Mina', 'Jun'],
      rights: '© Mina; CC BY-NC 4.0',
    });
    expect(asset).toMatchObject({
      source: 'own camera + Midjourney',
      provenance: 'ai_generated',
      theme: 'autumn',
    });
  });

  test('credits whoever made what was used beside its source, once that is known', () => {
    const library = open();
    const picture = told(library, 'a.png', mina);
    const face = told(library, 'face.png', {
      creators: ['Ann'],
      rights: '© Ann',
      tags: ['portrait'],
      source: 'stock',
    });
    const result = targetOf(library, 'double', picture);
    const lease = library.engine.leaseNext('gpu', 'tab')!;
    const facts = { mime: 'image/png', format: 'png', metadata: { bit_depth: 8 } };
    library.engine.finish(lease.task.id, lease.epoch, {
      file: { sha256: hashOf('done'), size: 9, facts },
      references: [face],
    });
    const { asset, tags, metadata } = read(library, result);
    expect(metadata).toMatchObject({
      creators: ['Mina', 'Ann'],
      rights: '© Mina; © Ann',
      bit_depth: 8,
    });
    expect(asset.source).toBe('own camera');
    expect(tags).toEqual(['lantern', 'night']);
  });

  test('made once more is about what the one before is about, on the terms of its source', () => {
    const library = open();
    const picture = told(library, 'a.png', mina);
    const result = double(library, picture);
    library.must('tagAssets', { assets: [result], add: ['poster'], remove: ['night'] });
    library.must('editAssets', { assets: [result], changes: { theme: 'winter', rating: 4 } });
    const { targets } = library.must('makeAgain', { assets: [result] });
    const again = read(library, targets[0]!);
    expect(again.tags).toEqual(['lantern', 'poster']);
    expect(again.asset).toMatchObject({ theme: 'winter', rating: null, source: 'own camera' });
    expect(again.metadata).toEqual({ creators: ['Mina'], rights: '© Mina' });

    finishAll(library);
    const free = told(library, 'free.png', { creators: ['Jun'], rights: 'CC0', tags: ['sketch'] });
    const rebuilt = library.must('rebuildFrom', { asset: picture, by: free, only: [result] });
    const newer = read(library, rebuilt.targets[0]!);
    expect(newer.tags).toEqual(['lantern', 'poster']);
    expect(newer.metadata).toEqual({ creators: ['Jun'], rights: 'CC0' });
    expect(newer.asset.source).toBeNull();
  });

  test('that is cancelled leaves nothing; tried again it has all of it; history tells one step', () => {
    const library = open();
    const picture = told(library, 'a.png', mina);
    const before = library.connection.all('SELECT * FROM asset_tags ORDER BY asset_id, tag');
    const { tasks, targets } = enqueue(library, 'double', [picture]);
    const requests = library.connection.all<{ request_id: string }>(
      'SELECT DISTINCT request_id FROM audit_log WHERE entity_id = ?1 OR entity_id LIKE ?2',
      [targets[0]!, `%${targets[0]!}%`],
    );
    expect(requests).toHaveLength(1);
    library.must('cancelTasks', { tasks });
    expect(library.connection.all('SELECT * FROM asset_tags ORDER BY asset_id, tag')).toEqual(
      before,
    );
    library.must('retryTasks', { tasks });
    const target = library.ask('task', { id: tasks[0]! })?.target_asset_id;
    expect(read(library, target!).tags).toEqual(['lantern', 'night']);
    expect(read(library, target!).metadata).toEqual({ creators: ['Mina'], rights: '© Mina' });
  });

  test('loses a tag again when that is taken back, and no other', () => {
    const library = open();
    const picture = told(library, 'a.png', mina);
    const result = double(library, picture);
    const tagged = library.do('tagAssets', { assets: [picture, result], add: ['new'] });
    library.must('undoRequest', { request: tagged.request });
    expect(read(library, result).tags).toEqual(['lantern', 'night']);
    expect(read(library, picture).tags).toEqual(['lantern', 'night']);
  });
});
