import { describe, expect, test } from 'vitest';
import { testLibrary, type TestLibrary } from './testing.ts';
import { appliedPage, spokenPage, walkedPage } from './queries/history-page.ts';

describe('history', () => {
  test('tells requests newest first in pages, with what they changed by name', () => {
    const library = testLibrary();
    const assets = ['a.png', 'b.png'].map((name) => library.picture(name));
    for (let rating = 1; rating <= 5; rating += 1) {
      library.must('editAssets', { assets, changes: { rating } });
    }
    const first = library.ask('requestHistory', { limit: 3 });
    expect(first.requests.map(({ command, changed }) => [command, changed])).toEqual([
      ['editAssets', 2],
      ['editAssets', 2],
      ['editAssets', 2],
    ]);
    expect(first.requests[0]?.things.map(({ name, place }) => [name, place])).toEqual([
      ['a.png', 'library'],
      ['b.png', 'library'],
    ]);
    const second = library.ask('requestHistory', { limit: 3, before: first.next! });
    expect(second.requests.map(({ command }) => command)).toEqual([
      'editAssets',
      'editAssets',
      'importFiles',
    ]);
    const last = library.ask('requestHistory', { limit: 3, before: second.next! });
    expect(last.requests).toHaveLength(1);
    expect(last.next).toBeNull();
  });

  test('everything has the same pages as what people did, and the work of the queue', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    library.must('editAssets', { assets: [asset], changes: { theme: 'red' } });
    const lease = library.engine.leaseNext('media', 'tab')!;
    const facts = { width: 10, height: 20 };
    library.engine.finish(lease.task.id, lease.epoch, { facts } as never);
    const seen: unknown[] = [];
    let before: number | null = null;
    do {
      const page: ReturnType<typeof askPage> = askPage(library, before);
      seen.push(...page.requests.map(({ command, bar }) => [command, bar]));
      before = page.next;
    } while (before !== null);
    expect(seen).toEqual([
      [null, 'queue_work'],
      ['editAssets', null],
      ['importFiles', null],
      [null, 'queue_work'],
    ]);
  });

  test('is filtered by command, thing, day and text', () => {
    const library = testLibrary();
    const [a, b] = ['a.png', 'b.png'].map((name) => library.picture(name));
    library.must('tagAssets', { assets: [a!], add: ['moss'] });
    library.pass(86_400_000);
    const day = library.now();
    library.must('editAssets', { assets: [b!], changes: { theme: 'rain' } });
    const { collection } = library.must('createCollection', {
      name: 'Best',
      type: 'library',
      assets: [a!],
    });
    const commands = (filter: object): unknown =>
      library
        .ask('requestHistory', { ...filter, limit: 50 })
        .requests.map(({ command }) => command);
    expect(commands({ command: 'tagAssets' })).toEqual(['tagAssets']);
    expect(commands({ entity: a! })).toEqual(['createCollection', 'tagAssets', 'importFiles']);
    expect(commands({ entity: collection })).toEqual(['createCollection']);
    expect(commands({ from: day })).toEqual(['createCollection', 'editAssets']);
    expect(commands({ who: 'everything', from: day })).toEqual(['createCollection', 'editAssets']);
    expect(commands({ until: day, who: 'user' })).toEqual([
      'tagAssets',
      'importFiles',
      'importFiles',
    ]);
    expect(commands({ text: 'rain' })).toEqual(['editAssets']);
    expect(commands({ text: 'b.png' })).toEqual(['editAssets', 'importFiles']);
    expect(commands({ text: '%' })).toEqual([]);
    expect(commands({ who: 'everything', text: 'moss' })).toEqual(['tagAssets']);
  });

  test('is read by index, whatever its length', () => {
    const { connection } = testLibrary();
    const plan = (sql: string): string =>
      connection
        .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql.replaceAll(/:([a-z]+)/gu, '1')}`)
        .map(({ detail }) => detail)
        .join('\n');
    expect(plan(appliedPage({}))).toMatch(/USING INDEX applied_ops_by_people/u);
    expect(plan(appliedPage({ command: 'x' }))).toMatch(/USING INDEX applied_ops_by_command/u);
    expect(plan(spokenPage({ entity: 'x' }))).toMatch(/audit_log_by_entity[\s\S]*by_second/u);
    for (const sql of [appliedPage({}), appliedPage({ command: 'x' }), walkedPage({})]) {
      expect(plan(sql)).not.toMatch(/SCAN (?!w\b|walk|o USING)|TEMP B-TREE/u);
    }
  });

  test('4.46 tells all of one request in pages, and one thing with what hangs on it', () => {
    const library = testLibrary();
    const assets = ['a.png', 'b.png', 'c.png'].map((name) => library.picture(name));
    const { request } = library.do('tagAssets', { assets, add: ['x', 'y'] });
    const first = library.ask('changes', { request, limit: 4 });
    const second = library.ask('changes', { request, limit: 4, after: first.next! });
    expect([first.entries.length, second.entries.length, second.next]).toEqual([4, 2, null]);
    const { collection } = library.must('createCollection', {
      name: 'Best',
      type: 'library',
      assets: [assets[0]!],
    });
    const { entries, things } = library.ask('changes', { entity: assets[0]!, limit: 50 });
    expect(entries.map(({ entity_type }) => entity_type)).toEqual([
      'asset_collection_members',
      'asset_tags',
      'asset_tags',
      'assets',
    ]);
    expect(things.find(({ id }) => id === collection)).toMatchObject({
      name: 'Best',
      kind: 'collection',
    });
  });

  test('names what is gone for good by its last name', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    const { request } = library.do('approveAssets', { assets: [asset], approved: true });
    library.must('trashAssets', { assets: [asset] });
    library.must('emptyTrash', {});
    expect(library.ask('changes', { request, limit: 5 }).things).toEqual([
      { id: asset, name: 'a.png', kind: 'image', n: null, place: 'gone' },
    ]);
  });
});

const askPage = (library: TestLibrary, before: number | null) =>
  library.ask('requestHistory', {
    who: 'everything',
    limit: 2,
    ...(before === null ? {} : { before }),
  });

describe('undo of any request', () => {
  test('4.46 a preview changes nothing and says exactly what the undo then does', () => {
    const library = testLibrary();
    const assets = ['a.png', 'b.png'].map((name) => library.picture(name));
    const { request } = library.do('tagAssets', { assets, add: ['x'] });
    const count = () => library.connection.one('SELECT count(*) AS n FROM audit_log');
    const before = count();
    const preview = library.ask('undoPreview', { request });
    expect(count()).toEqual(before);
    expect(preview).toMatchObject({ possible: true, changes: 2, clash_count: 0 });
    expect(library.must('undoRequest', { request }).changed).toBe(2);
    expect(library.ask('undoPreview', { request }).bar).toBe('undone');
  });

  test('a clash names the field and the later requests that stand on it, the newest first', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    const edit = (changes: object) => library.do('editAssets', { assets: [asset], changes });
    const { request } = edit({ theme: 'red' });
    const rating = edit({ rating: 3 }).request;
    const second = edit({ theme: 'blue' }).request;
    const third = edit({ theme: 'green' }).request;
    const preview = library.ask('undoPreview', { request });
    expect(preview.possible).toBe(false);
    expect(preview.clashes).toEqual([
      { why: 'changed', entity_type: 'assets', entity_id: asset, fields: ['theme'], reason: null },
    ]);
    expect(preview.later.map(({ request_id }) => request_id)).toEqual([third, second]);
    expect(library.ask('undoPreview', { request: rating }).possible).toBe(true);
    library.must('undoRequest', { request: third });
    library.must('undoRequest', { request: second });
    expect(library.ask('undoPreview', { request }).possible).toBe(true);
    library.must('undoRequest', { request });
    expect(library.ask('asset', { id: asset })?.asset).toMatchObject({ theme: null, rating: 3 });
  });

  test('what it hung on was deleted for good: it says that it is gone', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    library.must('tagAssets', { assets: [asset], add: ['x'] });
    const { request } = library.do('tagAssets', { assets: [asset], remove: ['x'] });
    library.must('trashAssets', { assets: [asset] });
    const emptied = library.do('emptyTrash', {}).request;
    expect(library.ask('undoPreview', { request })).toMatchObject({
      possible: false,
      clashes: [{ why: 'gone', entity_type: 'asset_tags' }],
    });
    expect(library.ask('undoPreview', { request: emptied })).toMatchObject({
      possible: false,
      bar: 'deleted_for_good',
    });
    expect(library.do('undoRequest', { request }).result.ok).toBe(false);
  });

  test('what the database itself would refuse is found before', () => {
    const library = testLibrary();
    library.must('addTagParent', { tag: 'fox', parent: 'animal' });
    const { request } = library.do('removeTagParent', { tag: 'fox', parent: 'animal' });
    library.must('addTagParent', { tag: 'animal', parent: 'fox' });
    expect(library.ask('undoPreview', { request })).toMatchObject({
      possible: false,
      clashes: [{ why: 'refused' }],
    });
    expect(library.do('undoRequest', { request }).result.ok).toBe(false);
  });

  test('only for some assets; the rest stands and is taken back later', () => {
    const library = testLibrary();
    const assets = ['a.png', 'b.png', 'c.png'].map((name) => library.picture(name));
    const themes = () => assets.map((id) => library.ask('asset', { id })?.asset.theme ?? null);
    const { request } = library.do('editAssets', { assets, changes: { theme: 'red' } });
    const chosen = [assets[1]!];
    expect(library.ask('undoPreview', { request, assets: chosen }).changes).toBe(1);
    const part = library.do('undoRequest', { request, assets: chosen }).request;
    expect(themes()).toEqual(['red', null, 'red']);
    library.must('undoRequest', { request: part });
    expect(themes()).toEqual(['red', 'red', 'red']);
    library.must('undoRequest', { request, assets: chosen });
    library.must('undoRequest', { request });
    expect(themes()).toEqual([null, null, null]);
  });

  test('undone, done again: the deed tells which request to take back next', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    const { request } = library.do('editAssets', { assets: [asset], changes: { theme: 'red' } });
    const deed = () =>
      library
        .ask('requestHistory', { limit: 20 })
        .requests.find(({ request_id }) => request_id === request)!;
    for (let round = 0; round < 4; round += 1) {
      expect(deed().stands).toBe(round % 2 === 0);
      library.must('undoRequest', { request: deed().acts_on });
      expect(library.ask('asset', { id: asset })?.asset.theme).toBe(round % 2 === 0 ? null : 'red');
    }
    const [newest] = library.ask('requestHistory', { limit: 1 }).requests;
    expect(newest).toMatchObject({ command: 'undoRequest', first_command: 'editAssets' });
  });

  test('of what was said before a file was read leaves what was read of it', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    const metadata = () =>
      JSON.parse(library.ask('asset', { id: asset })?.asset.metadata ?? '') as object;
    const said = library.do('editMetadata', { asset, metadata: { mood: 'calm', camera: 'mine' } });
    const themed = library.do('editAssets', { assets: [asset], changes: { theme: 'red' } });
    const lease = library.engine.leaseNext('media', 'tab')!;
    const facts = { width: 10, height: 20, metadata: { camera: 'Leica', iso: 200 } };
    library.engine.finish(lease.task.id, lease.epoch, { facts } as never);
    library.must('undoRequest', { request: themed.request });
    // The file speaks of the camera too: that key is the file's now, and stands against the undo.
    expect(library.ask('undoPreview', { request: said.request })).toMatchObject({
      possible: false,
      clashes: [{ why: 'changed', fields: ['metadata'] }],
    });
    library.must('editMetadata', { asset, metadata: { camera: 'mine' } });
    expect(library.ask('undoPreview', { request: said.request }).possible).toBe(true);
    const undone = library.do('undoRequest', { request: said.request }).request;
    expect(metadata()).toEqual({ iso: 200, extracted_at: expect.any(Number) });
    expect(library.ask('asset', { id: asset })?.asset).toMatchObject({ theme: null, width: 10 });
    library.must('undoRequest', { request: undone });
    expect(metadata()).toMatchObject({ mood: 'calm', camera: 'mine', iso: 200 });
  });

  test('of an import puts into the trash; of one whose answer was dropped works', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    const { requests } = library.ask('requestHistory', { limit: 5 });
    library.connection.run('UPDATE applied_ops SET value = NULL');
    library.pass(30 * 86_400_000);
    library.must('undoRequest', { request: requests[0]!.request_id });
    expect(library.ask('asset', { id: asset })?.asset.deleted_at).not.toBeNull();
  });

  test('saved queries are kept, changed and deleted, each as one step of undo', () => {
    const library = testLibrary();
    const names = () => library.ask('savedQueries', {}).map(({ name, sql }) => [name, sql]);
    const made = library.do('saveQuery', { name: 'Large', sql: 'SELECT 1' });
    const { query } = made.result.ok ? made.result.value : { query: '' };
    const edited = library.do('saveQuery', { query, name: 'Larger', sql: 'SELECT 2' }).request;
    const gone = library.do('deleteQuery', { query }).request;
    expect(names()).toEqual([]);
    library.must('undoRequest', { request: gone });
    expect(names()).toEqual([['Larger', 'SELECT 2']]);
    library.must('undoRequest', { request: edited });
    expect(names()).toEqual([['Large', 'SELECT 1']]);
    library.must('undoRequest', { request: made.request });
    expect(names()).toEqual([]);
  });
});
