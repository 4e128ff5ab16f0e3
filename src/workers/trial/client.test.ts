import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import type { Client } from '#db/client.ts';
import type { TaskOutput } from '#domain/contract/engine.ts';
import type { TaskId } from '#domain/id.ts';
import { ok } from '#domain/result.ts';

import type { ToTaskWorker } from '../scheduler/messages.ts';
import { pulseLimits } from '../scheduler/pulse.ts';

import { createTrials } from './client.ts';

type RunMessage = Extract<ToTaskWorker, { say: 'run' }>;

/** A worker that runs one after another, as the real one does, and only ends what the test ends. */
function fakeWorkers(isDeaf: (worker: number) => boolean) {
  const alive = new Set<number>();
  let made = 0;
  /** Ends the run that each worker is in. */
  const finish: (() => void)[] = [];
  const start = () => {
    const number = made;
    made += 1;
    alive.add(number);
    const target = new EventTarget();
    const line: RunMessage[] = [];
    const end = (task: TaskId, settings: string, isCancelled: boolean) => {
      if (!alive.has(number)) return;
      // The border: a made-up output; the trial reads its facts and nothing else.
      const made = settings.includes('"tells"')
        ? { result: { said: settings } }
        : { file: { facts: { mime: 'text/plain' } } };
      const output = made as unknown as TaskOutput;
      const result = isCancelled ? { ok: false, failure: { code: 'cancelled' } } : ok(output);
      const data = { say: 'ended', task, epoch: 1, result, blob: new Blob([settings]) };
      target.dispatchEvent(new MessageEvent('message', { data }));
    };
    finish[number] = () => {
      const first = line.shift();
      if (first) end(first.lease.task.id, first.lease.task.params, false);
    };
    return {
      addEventListener: target.addEventListener.bind(target),
      terminate: () => void alive.delete(number),
      postMessage(message: ToTaskWorker) {
        if (message.say === 'run') line.push(message);
        if (message.say !== 'abort' || isDeaf(number)) return;
        const at = line.findIndex(({ lease }) => lease.task.id === message.task);
        if (at < 0) return;
        line.splice(at, 1);
        queueMicrotask(() => end(message.task, '', true));
      },
    };
  };
  return { start, alive, finish, made: () => made };
}

const source = { id: 'a' } as unknown as AssetRow;
const client = { queries: {} } as unknown as Pick<Client, 'queries'>;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { baseURI: 'http://here/' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('twenty settings in a row run in one worker, and the newest one is answered', async () => {
  const workers = fakeWorkers(() => false);
  const trials = createTrials('main', client, workers.start);
  const asked = Array.from({ length: 20 }, (_, at) => trials.run('convert', { at }, source));
  await vi.advanceTimersByTimeAsync(10);
  workers.finish[0]?.();
  const ended = await Promise.all(asked);
  expect(ended.slice(0, -1).every((one) => !one.ok && one.failure.code === 'cancelled')).toBe(true);
  const last = ended.at(-1);
  expect(last?.ok && (await last.value.blob.text())).toBe('{"at":19}');
  await vi.advanceTimersByTimeAsync(60_000);
  expect([workers.made(), workers.alive.size]).toEqual([1, 1]);
  trials.close();
  expect(workers.alive.size).toBe(0);
});

test('a run that does not stop is ended with its worker, and the newest settings begin in another', async () => {
  const workers = fakeWorkers((worker) => worker === 0);
  const trials = createTrials('main', client, workers.start);
  const asked = Array.from({ length: 20 }, (_, at) => trials.run('convert', { at }, source));
  await vi.advanceTimersByTimeAsync(5_000);
  expect([workers.made(), [...workers.alive]]).toEqual([2, [1]]);
  workers.finish[1]?.();
  const ended = await Promise.all(asked);
  const last = ended.at(-1);
  expect(last?.ok && (await last.value.blob.text())).toBe('{"at":19}');
  trials.close();
  expect(workers.alive.size).toBe(0);
});

test('what is given up while its worker is deaf leaves no worker behind', async () => {
  const workers = fakeWorkers(() => true);
  const trials = createTrials('main', client, workers.start);
  const stop = new AbortController();
  const asked = trials.run('convert', {}, source, { signal: stop.signal });
  stop.abort();
  expect(await asked).toEqual({ ok: false, failure: { code: 'cancelled' } });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(workers.alive.size).toBe(0);
});

test('a run whose worker says nothing any more is ended with its worker, and the next begins in another', async () => {
  const workers = fakeWorkers(() => true);
  const trials = createTrials('main', client, workers.start);
  const asked = trials.run('convert', {}, source);
  await vi.advanceTimersByTimeAsync(pulseLimits.longSilence + 10_000);
  expect(await asked).toEqual({
    ok: false,
    failure: { code: 'stuck', seconds: pulseLimits.longSilence / 1000 },
  });
  expect(workers.alive.size).toBe(0);
  const next = trials.run('convert', { at: 2 }, source);
  await vi.advanceTimersByTimeAsync(10);
  workers.finish[1]?.();
  expect((await next).ok).toBe(true);
  // At rest it owes no answer.
  await vi.advanceTimersByTimeAsync(2 * pulseLimits.longSilence);
  expect([...workers.alive]).toEqual([1]);
  trials.close();
});

test('a tool that makes no file is asked for what it tells, and cannot be tried', async () => {
  const workers = fakeWorkers(() => false);
  const trials = createTrials('main', client, workers.start);
  const asked = trials.ask('find_faces', { tells: 1 }, source);
  await vi.advanceTimersByTimeAsync(10);
  workers.finish[0]?.();
  expect(await asked).toEqual(ok({ said: '{"tells":1}' }));
  const tried = trials.run('find_faces', { tells: 1 }, source);
  await vi.advanceTimersByTimeAsync(10);
  workers.finish[0]?.();
  expect(await tried).toMatchObject({ ok: false, failure: { code: 'unsupported' } });
  trials.close();
});
