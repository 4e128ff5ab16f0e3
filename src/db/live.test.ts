import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { PackRow } from '#domain/contract/queries.ts';
import type { AssetId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { createLive, type Live } from './live.ts';

type Answer = Result<{ value: unknown; tables: readonly string[] }>;

let reads: { name: string; params: unknown; signal: AbortSignal; answer: (a: Answer) => void }[];
let live: Live;

/** Answers the newest reading, after the timers that lead to it. */
async function answerNext(value: unknown, tables = ['packs']): Promise<void> {
  reads.at(-1)?.answer(ok({ value, tables }));
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  reads = [];
  live = createLive(
    (name, params, signal) =>
      new Promise((answer) => {
        reads.push({ name, params, signal, answer });
      }),
  );
  return () => vi.useRealTimers();
});

const noPacks: readonly PackRow[] = [];

describe('live queries', () => {
  it('read once for all that watch the same thing, whatever the order of the keys', async () => {
    const first = live.query('queue', { status: ['pending'], limit: 5 });
    const second = live.query('queue', { limit: 5, status: ['pending'] });
    const heard: string[] = [];
    first.subscribe(() => heard.push('first'));
    second.subscribe(() => heard.push('second'));
    expect(reads).toHaveLength(1);
    expect(first.current()).toEqual({ value: undefined, failure: undefined, loading: true });
    await answerNext([]);
    expect(heard).toEqual(['first', 'second']);
    expect(second.current()).toBe(first.current());
    expect(live.query('queue', { status: ['failed'], limit: 5 })).not.toBe(first);
  });

  it('read again only when a table that they read has changed, once for many changes', async () => {
    const packs = live.query('packs', {});
    packs.subscribe(() => undefined);
    await answerNext(noPacks);
    live.changed(['tasks']);
    await vi.advanceTimersByTimeAsync(100);
    expect(reads).toHaveLength(1);
    for (let change = 0; change < 20; change += 1) live.changed(['packs', 'tasks']);
    await vi.advanceTimersByTimeAsync(29);
    expect(reads).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(reads).toHaveLength(2);
    // The value of before stays in sight meanwhile.
    expect(packs.current()).toEqual({ value: noPacks, failure: undefined, loading: false });
  });

  it('drop an answer that was overtaken', async () => {
    const packs = live.query('packs', {});
    packs.subscribe(() => undefined);
    live.changed(['anything']);
    await vi.advanceTimersByTimeAsync(999);
    expect(reads).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(reads).toHaveLength(2);
    expect(reads[0]?.signal.aborted).toBe(true);
    await answerNext('new');
    reads[0]?.answer(ok({ value: 'old', tables: ['packs'] }));
    await vi.advanceTimersByTimeAsync(0);
    expect(packs.current().value).toBe('new');
  });

  it('read again what changed while the answer was on its way', async () => {
    const packs = live.query('packs', {});
    packs.subscribe(() => undefined);
    await answerNext('first');
    live.changed(['packs']);
    await vi.advanceTimersByTimeAsync(30);
    live.changed(['packs']);
    await answerNext('second');
    await vi.advanceTimersByTimeAsync(30);
    expect(reads).toHaveLength(3);
  });

  it('arrive although something changes all the time, and rest longer the dearer they are', async () => {
    const packs = live.query('packs', {});
    packs.subscribe(() => undefined);
    await answerNext(noPacks);
    let answered = 1;
    for (let at = 0; at < 3_000; at += 10) {
      live.changed(['packs']);
      await vi.advanceTimersByTimeAsync(10);
      // Each reading takes 30 to 40 ms.
      if (reads.length > answered) {
        await vi.advanceTimersByTimeAsync(30);
        answered = reads.length;
        await answerNext(at);
      }
    }
    expect(reads.length).toBeGreaterThan(6);
    expect(reads.length).toBeLessThan(15);
    expect(reads.every(({ signal }) => !signal.aborted)).toBe(true);
    live.changed(['packs']);
    await vi.advanceTimersByTimeAsync(400);
    await answerNext('last');
    expect(packs.current().value).toBe('last');
    // After a rest the next change is shown at once.
    await vi.advanceTimersByTimeAsync(2_000);
    const before = reads.length;
    live.changed(['packs']);
    await vi.advanceTimersByTimeAsync(30);
    expect(reads).toHaveLength(before + 1);
  });

  it('are read at one beat and told together while work in bulk changes things', async () => {
    const heard: string[] = [];
    const packs = live.query('packs', {});
    const queue = live.query('queue', { status: ['running'], limit: 10 });
    packs.subscribe(() => heard.push('packs'));
    queue.subscribe(() => heard.push('queue'));
    const answerAll = async (): Promise<void> => {
      for (const { answer } of reads.splice(0)) answer(ok({ value: [], tables: ['tasks'] }));
      await vi.advanceTimersByTimeAsync(0);
    };
    await answerAll();
    let begun = 0;
    for (let at = 0; at < 3_000; at += 10) {
      if (at % 100 === 0) live.changed(['tasks']);
      await vi.advanceTimersByTimeAsync(10);
      begun += reads.length;
      const [first] = reads.splice(0, 1);
      first?.answer(ok({ value: [at], tables: ['tasks'] }));
      heard.length = 0;
      await vi.advanceTimersByTimeAsync(0);
      // The first answer of a beat waits for the other one.
      if (reads.length > 0 && at > 1_000) expect(heard).toEqual([]);
      await answerAll();
    }
    // Not sixty: three times a second each, after a first second without a beat.
    expect(begun).toBeGreaterThan(16);
    expect(begun).toBeLessThan(34);
    // What a person does here is shown at once all the same.
    live.hurry();
    live.changed(['tasks']);
    await vi.advanceTimersByTimeAsync(30);
    expect(reads).toHaveLength(2);
    await answerAll();
    expect(heard).toContain('packs');
  });

  it('keep the value and tell the failure, and try again at the next change', async () => {
    const packs = live.query('packs', {});
    packs.subscribe(() => undefined);
    await answerNext('value');
    live.changed(['packs']);
    await vi.advanceTimersByTimeAsync(30);
    reads.at(-1)?.answer(fail({ code: 'interrupted', reason: 'gone' }));
    await vi.advanceTimersByTimeAsync(0);
    expect(packs.current()).toEqual({
      value: 'value',
      failure: { code: 'interrupted', reason: 'gone' },
      loading: false,
    });
    live.changed(['other']);
    await vi.advanceTimersByTimeAsync(30);
    await answerNext('again');
    expect(packs.current()).toEqual({ value: 'again', failure: undefined, loading: false });
  });

  it('do not read while nobody watches, and catch up when somebody does', async () => {
    const asset = live.query('asset', { id: 'a' as AssetId });
    const stop = asset.subscribe(() => undefined);
    await answerNext(null, ['assets']);
    stop();
    live.changed(['assets']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(reads).toHaveLength(1);
    expect(live.query('asset', { id: 'a' as AssetId })).toBe(asset);
    asset.subscribe(() => undefined);
    expect(reads).toHaveLength(2);
    // Watched or not, somebody who holds on to it is never left behind.
    await vi.advanceTimersByTimeAsync(60_000);
    expect(live.query('asset', { id: 'a' as AssetId })).toBe(asset);
  });

  it('are forgotten when nobody came back', async () => {
    const packs = live.query('packs', {});
    const stop = packs.subscribe(() => undefined);
    await answerNext(noPacks);
    stop();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(live.query('packs', {})).not.toBe(packs);
  });

  it('tell of tables at once', () => {
    const heard: string[] = [];
    const stop = live.onTables(['tasks'], () => heard.push('tasks'));
    live.changed(['assets']);
    expect(heard).toEqual([]);
    live.changed(['tasks']);
    live.changedAll();
    expect(heard).toEqual(['tasks', 'tasks']);
    stop();
    live.changed(['tasks']);
    expect(heard).toHaveLength(2);
  });
});
