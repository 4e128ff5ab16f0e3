/**
 * One worker's part in the election of the library's leader (see README.md of `workers`): it
 * leads when it gets the lock, follows the one that has it otherwise, and repeats what was asked
 * when a leader dies in the middle. Repeating is safe: reads change nothing and a command carries
 * its request id.
 */
import type { Failure } from '#domain/failure.ts';
import type { Result } from '#domain/result.ts';
import { fail } from '#domain/result.ts';
import type { DatabaseMethods } from '../database-methods.ts';
import type { Handlers, Remote } from '../rpc.ts';
import { connect, serve } from '../rpc.ts';
import type { LibraryStatus } from '../status.ts';
import type { Announcement } from './messages.ts';
import { names } from './messages.ts';
import type { Switchboard } from './switchboard.ts';
import type { OpenWire } from './wire.ts';

/** Milliseconds. */
export interface Patience {
  /** Between two questions to the leader whether it is there. */
  readonly ping: number;
  /** Without an answer for so long, the leader counts as suspended. */
  readonly suspended: number;
  /** Calls that wait for a leader so long are given back as interrupted. */
  readonly call: number;
}

export const usualPatience: Patience = { ping: 5_000, suspended: 15_000, call: 30_000 };

export interface Member {
  /** Asks the leader, whichever worker that is, and asks again when it dies before answering. */
  call<Name extends keyof DatabaseMethods>(
    name: Name,
    input: DatabaseMethods[Name]['input'],
    signal: AbortSignal,
  ): Promise<Result<DatabaseMethods[Name]['value']>>;
  /** Told by the leading part of this worker; passed on to every follower. */
  setStatus(status: LibraryStatus): void;
}

interface Link {
  readonly leader: string;
  readonly remote: Remote<DatabaseMethods>;
  /** Aborted when the leader was silent for too long; replaced when it speaks again. */
  silence: AbortController;
}

export interface MemberOptions {
  readonly library: string;
  /** This worker's own name; it already holds its alive lock. */
  readonly member: string;
  readonly switchboard: Switchboard;
  /** Called once, when this worker has become the leader. The handlers may answer at once or wait. */
  readonly lead: () => Handlers<DatabaseMethods>;
  readonly onStatus: (status: LibraryStatus) => void;
  readonly patience?: Patience;
}

const unanswered: Failure = {
  code: 'interrupted',
  reason: 'the tab that holds the library does not answer',
};

/** Joins the election; returns at once. */
export function joinElection(options: MemberOptions): Member {
  const { library, member, switchboard, lead, onStatus, patience = usualPatience } = options;
  let leading: Handlers<DatabaseMethods> | null = null;
  let leaderStatus: LibraryStatus = { state: 'opening' };
  let link: Link | null = null;
  let connecting: string | null = null;
  const waiting: (() => void)[] = [];

  const arrived = (): void => {
    for (const go of waiting.splice(0)) go();
  };

  const following = (): LibraryStatus =>
    leaderStatus.state === 'ready' ? { state: 'following' } : leaderStatus;

  const lookForLeader = async (): Promise<void> => {
    for (let pause = 20; !leading && !link; pause = Math.min(pause * 2, 500)) {
      if (!connecting) switchboard.announce({ kind: 'who' });
      await sleep(pause);
    }
  };

  const follow = async (leader: string): Promise<void> => {
    if (leading || connecting === leader || link?.leader === leader) return;
    connecting = leader;
    let lose = (): void => undefined;
    const lost = new Promise<void>((resolve) => {
      lose = resolve;
    });
    // Granted in shared mode only when the leader, which holds it exclusively, is gone.
    void navigator.locks.request(names.aliveLock(library, leader), { mode: 'shared' }, lose);
    const wire = await Promise.race([switchboard.wireTo(leader), lost]);
    if (connecting !== leader) {
      wire?.close();
      return;
    }
    connecting = null;
    if (!wire || leading) {
      wire?.close();
      return;
    }
    const mine: Link = {
      leader,
      remote: connect<DatabaseMethods>(wire, lost),
      silence: new AbortController(),
    };
    link = mine;
    onStatus(following());
    arrived();
    void watch(mine, lost);
    await lost;
    release(mine, wire);
  };

  const release = (mine: Link, wire: OpenWire): void => {
    mine.remote.close();
    wire.close();
    if (link !== mine) return;
    link = null;
    if (leading) return;
    onStatus({ state: 'reconnecting' });
    void lookForLeader();
  };

  const watch = async (mine: Link, lost: Promise<void>): Promise<void> => {
    let answeredAt = Date.now();
    let silent = false;
    while (link === mine) {
      const pinged = mine.remote.attempt('ping', null).then((answer) => answer !== null);
      let answered = await Promise.race([pinged, sleep(patience.ping).then(() => false)]);
      while (!answered && link === mine) {
        const since = answeredAt;
        if (!silent && Date.now() - since >= patience.suspended) {
          silent = true;
          onStatus({ state: 'suspended_elsewhere', since });
        }
        if (Date.now() - since >= patience.call) mine.silence.abort();
        answered = await Promise.race([pinged, sleep(patience.ping).then(() => false)]);
      }
      if (link !== mine) return;
      answeredAt = Date.now();
      if (silent) {
        silent = false;
        mine.silence = new AbortController();
        onStatus(following());
      }
      await Promise.race([sleep(patience.ping), lost]);
    }
  };

  switchboard.onAnnouncement((announcement: Announcement) => {
    if (announcement.kind === 'who') {
      if (leading) switchboard.announce({ kind: 'leader', leader: member, status: leaderStatus });
    } else if (announcement.kind === 'leader' && !leading) {
      leaderStatus = announcement.status;
      if (link?.leader === announcement.leader) onStatus(following());
      else void follow(announcement.leader);
    }
  });

  switchboard.onWire((wire) => {
    if (leading) serve(wire, leading);
  });

  const setStatus = (status: LibraryStatus): void => {
    leaderStatus = status;
    onStatus(status);
    switchboard.announce({ kind: 'leader', leader: member, status });
  };

  void navigator.locks.request(names.leaderLock(library), () => {
    link = null;
    leaderStatus = { state: 'opening' };
    leading = lead();
    setStatus(leaderStatus);
    arrived();
    return new Promise(() => undefined);
  });
  void lookForLeader();

  const someLeader = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });

  return {
    setStatus,
    async call(name, input, signal) {
      const inTime = AbortSignal.any([signal, AbortSignal.timeout(patience.call)]);
      for (;;) {
        if (signal.aborted) return fail({ code: 'cancelled' });
        if (leading) return leading[name](input, signal);
        if (link) {
          const { remote, silence } = link;
          const either = AbortSignal.any([signal, silence.signal]);
          const answer = await remote.attempt(name, input, either);
          if (silence.signal.aborted && !signal.aborted) return fail(unanswered);
          if (answer) return answer;
          continue;
        }
        if (inTime.aborted) return fail(unanswered);
        await someLeader(inTime);
      }
    },
  };
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
