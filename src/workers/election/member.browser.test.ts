import { beforeEach, expect, it } from 'vitest';

import { ok } from '#domain/result.ts';
import type { DatabaseMethods } from '../database-methods.ts';
import type { Handlers } from '../rpc.ts';
import type { LibraryStatus } from '../status.ts';
import { joinElection, type Member, type Patience } from './member.ts';
import { names } from './messages.ts';
import { createSwitchboard } from './switchboard.ts';

const patience: Patience = { ping: 20, suspended: 60, call: 200 };
const never = new AbortController().signal;
let library = '';

/** A leader whose silence can be switched on; it counts what it was asked. */
function joinAs(member: string): {
  readonly joined: Member;
  readonly heard: LibraryStatus['state'][];
  readonly mood: { silent: boolean; asked: number; leads: boolean };
} {
  const mood = { silent: false, asked: 0, leads: false };
  const heard: LibraryStatus['state'][] = [];
  const answer = async <Value>(value: Value) => {
    mood.asked += 1;
    while (mood.silent) await new Promise((resolve) => setTimeout(resolve, 5));
    return ok(value);
  };
  const handlers: Handlers<DatabaseMethods> = {
    command: ({ request }) => answer(`${member}:${request}`),
    query: () => answer({ value: member, tables: [] }),
    sql: () => answer({ rows: [], tables: [] }),
    choose: () => answer(null),
    exportDatabase: () => answer({ name: '', blob: new Blob() }),
    awaitSpace: () => answer(null),
    ping: () => answer(null),
  };
  void navigator.locks.request(
    names.aliveLock(library, member),
    () => new Promise(() => undefined),
  );
  const joined: Member = joinElection({
    library,
    member,
    switchboard: createSwitchboard({ library, member, broker: null }),
    onStatus: ({ state }) => heard.push(state),
    lead: () => {
      mood.leads = true;
      // As the real one: told a moment later that it is ready.
      setTimeout(() => joined.setStatus({ state: 'ready' }));
      return handlers;
    },
    patience,
  });
  return { joined, heard, mood };
}

beforeEach(() => {
  library = `election-${crypto.randomUUID()}`;
});

it('has one leader, and the other one asks it', async () => {
  const first = joinAs('first');
  await expect.poll(() => first.mood.leads).toBe(true);
  const second = joinAs('second');
  await expect.poll(() => second.heard.at(-1)).toBe('following');
  expect(second.mood.leads).toBe(false);
  const asked = { name: 'packs', params: {} } as const;
  expect(await second.joined.call('query', asked, never)).toMatchObject({
    value: { value: 'first' },
  });
  expect(await first.joined.call('query', asked, never)).toMatchObject({
    value: { value: 'first' },
  });
});

it('says when the leader is suspended, settles what waits, and goes on when it is back', async () => {
  const leader = joinAs('leader');
  await expect.poll(() => leader.mood.leads).toBe(true);
  const follower = joinAs('follower');
  await expect.poll(() => follower.heard.at(-1)).toBe('following');

  leader.mood.silent = true;
  const asked = { name: 'packs', params: {} } as const;
  const waiting = follower.joined.call('query', asked, never);
  await expect.poll(() => follower.heard.at(-1)).toBe('suspended_elsewhere');
  expect(await waiting).toMatchObject({ ok: false, failure: { code: 'interrupted' } });
  // It never opens a store of its own because of that.
  expect(follower.mood.leads).toBe(false);

  leader.mood.silent = false;
  await expect.poll(() => follower.heard.at(-1)).toBe('following');
  expect(await follower.joined.call('query', asked, never)).toMatchObject({ ok: true });
});

it('hears from the leader how the library is', async () => {
  const leader = joinAs('leader');
  await expect.poll(() => leader.mood.leads).toBe(true);
  const follower = joinAs('follower');
  await expect.poll(() => follower.heard.at(-1)).toBe('following');
  leader.joined.setStatus({ state: 'full', since: 1 });
  await expect.poll(() => follower.heard.at(-1)).toBe('full');
  leader.joined.setStatus({ state: 'ready' });
  await expect.poll(() => follower.heard.at(-1)).toBe('following');
});

it('settles calls when nobody leads, and when the caller gives up', async () => {
  // Somebody holds the lock and says nothing at all.
  let letGo = (): void => undefined;
  await new Promise<void>((held) => {
    void navigator.locks.request(names.leaderLock(library), () => {
      held();
      return new Promise<void>((resolve) => {
        letGo = resolve;
      });
    });
  });
  const alone = joinAs('alone');
  const stop = new AbortController();
  const asked = { name: 'packs', params: {} } as const;
  const given = alone.joined.call('query', asked, stop.signal);
  stop.abort();
  expect(await given).toMatchObject({ failure: { code: 'cancelled' } });
  expect(await alone.joined.call('query', asked, never)).toMatchObject({
    failure: { code: 'interrupted' },
  });
  letGo();
  await expect.poll(() => alone.mood.leads).toBe(true);
  expect(await alone.joined.call('query', asked, never)).toMatchObject({ ok: true });
});
