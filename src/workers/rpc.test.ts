import { afterEach, describe, expect, it } from 'vitest';

import { fail, ok } from '#domain/result.ts';
import { connect, serve } from './rpc.ts';

type Calculator = {
  double: { input: number; value: number };
  refuse: { input: null; value: number };
  crash: { input: null; value: number };
  columns: { input: number; value: { n: Uint32Array; again: Uint32Array } };
  wait: { input: null; value: string };
  size: { input: null; value: number };
};

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function calculator(lost?: Promise<unknown>) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const kept = { columns: new Uint32Array(), aborted: false };
  serve<Calculator>(port1, {
    double: (input) => ok(input * 2),
    refuse: () => fail({ code: 'not_found', what: 'asset', id: 'a1' }),
    crash: () => {
      throw new TypeError('a bug');
    },
    columns: (length) => {
      kept.columns = new Uint32Array(length).fill(7);
      return ok({ n: kept.columns, again: kept.columns });
    },
    wait: (_input, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          kept.aborted = true;
          resolve(ok('stopped'));
        });
      }),
    size: () => ok(kept.columns.length),
  });
  return { remote: connect<Calculator>(port2, lost), kept };
}

describe('calls across a thread', () => {
  it('gives values and keeps every field of a failure', async () => {
    const { remote } = calculator();
    expect(await remote.call('double', 21)).toEqual({ ok: true, value: 42 });
    expect(await remote.call('refuse', null)).toEqual({
      ok: false,
      failure: { code: 'not_found', what: 'asset', id: 'a1' },
    });
  });

  it('turns a bug on the other side into an internal failure instead of a hanging call', async () => {
    const { remote } = calculator();
    expect(await remote.call('crash', null)).toEqual({
      ok: false,
      failure: { code: 'internal', reason: 'TypeError: a bug' },
    });
  });

  it('refuses methods that are only on the prototype', async () => {
    const { port1, port2 } = new MessageChannel();
    open.push(port1, port2);
    serve<Calculator>(port1, Object.create({ double: () => ok(1) }));
    expect(await connect<Calculator>(port2).call('double', 1)).toMatchObject({
      failure: { code: 'unsupported' },
    });
  });

  it('moves columns instead of copying them', async () => {
    const { remote, kept } = calculator();
    const answer = await remote.call('columns', 1000);
    expect(answer.ok && answer.value.n.length).toBe(1000);
    expect(answer.ok && answer.value.again[999]).toBe(7);
    expect(kept.columns.length).toBe(0);
    expect(await remote.call('size', null)).toEqual({ ok: true, value: 0 });
  });

  it('settles at once when aborted and tells the other side', async () => {
    const { remote, kept } = calculator();
    const controller = new AbortController();
    const answer = remote.call('wait', null, controller.signal);
    controller.abort();
    expect(await answer).toEqual({ ok: false, failure: { code: 'cancelled' } });
    await expect.poll(() => kept.aborted).toBe(true);
    expect(await remote.call('double', 1, AbortSignal.abort())).toMatchObject({
      failure: { code: 'cancelled' },
    });
  });

  it('settles open and later calls when the other side dies', async () => {
    let die = (): void => undefined;
    const lost = new Promise<void>((resolve) => {
      die = resolve;
    });
    const { remote } = calculator(lost);
    const attempted = remote.attempt('wait', null);
    const called = remote.call('wait', null);
    die();
    expect(await attempted).toBeNull();
    expect(await called).toMatchObject({ ok: false, failure: { code: 'interrupted' } });
    expect(await remote.attempt('double', 1)).toBeNull();
  });

  it('answers what cannot be sent with a failure', async () => {
    const { remote } = calculator();
    // A function cannot be cloned into the other thread.
    const answer = await remote.call('double', (() => 1) as never);
    expect(answer.ok).toBe(false);
  });
});
