/** What the leader does when writing fails: find out why, give up the reserve, wait for space. */
import type { Failure } from '#domain/failure.ts';
import type { Space } from '#db/opfs/space.ts';
import { probeSpace, releaseReserve, takeReserve } from '#db/opfs/space.ts';
import type { LibraryStatus } from './status.ts';

export interface Relief {
  /** Finds out what is wrong; resolves when a repetition may work (reserve given up) or cannot. */
  investigate(failure: Failure): Promise<'repeat' | 'hopeless'>;
  /** Resolves when there is space again; at once when nothing is wrong. */
  recovered(): Promise<void>;
  /** Tries now instead of waiting for the next look. */
  retry(): Promise<void>;
}

/** Bytes beside the reserve that make it worth going on. */
const roomToWork = 16 * 1024 * 1024;

/**
 * @param lookEvery milliseconds between two looks for space
 */
export function createRelief(options: {
  readonly library: string;
  readonly setStatus: (status: LibraryStatus) => void;
  readonly now: () => number;
  readonly lookEvery?: number;
  /** Whether space is held back for the day when there is none; a temporary session needs none. */
  readonly reserve?: boolean;
}): Relief {
  const { library, setStatus, now, lookEvery = 3_000, reserve = true } = options;
  let trouble: Promise<void> | null = null;
  let wake = (): void => undefined;
  let looking: Promise<'repeat' | 'hopeless'> | null = null;

  const beginWaiting = (state: 'full' | 'failing', reason: string): void => {
    setStatus(state === 'full' ? { state, since: now() } : { state, reason });
    trouble ??= waitForSpace().finally(() => {
      trouble = null;
      setStatus({ state: 'ready' });
    });
  };

  const waitForSpace = async (): Promise<void> => {
    let space: Space = { state: 'full' };
    while (space.state !== 'room') {
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, lookEvery);
      });
      const probed = await probeSpace(library);
      space = probed.state === 'room' && reserve ? await takeReserve(library) : probed;
      // With the reserve held again there must be room to work in, or it would be full at once.
      if (space.state === 'room') space = await probeSpace(library, roomToWork);
      if (space.state !== 'room') await releaseReserve(library);
    }
  };

  const look = async (failure: Failure): Promise<'repeat' | 'hopeless'> => {
    const space = await probeSpace(library);
    if (space.state === 'full' || failure.code === 'storage_full') {
      await releaseReserve(library);
      beginWaiting('full', '');
      return 'repeat';
    }
    if (space.state === 'failing') {
      beginWaiting('failing', space.reason);
      return 'hopeless';
    }
    // There is space: it may have been a passing fault, so once more before it counts.
    return 'repeat';
  };

  return {
    investigate: (failure) => {
      looking ??= look(failure).finally(() => {
        looking = null;
      });
      return looking;
    },
    recovered: () => trouble ?? Promise.resolve(),
    async retry() {
      wake();
      await Promise.race([
        trouble,
        new Promise((resolve) => {
          setTimeout(resolve, 1_000);
        }),
      ]);
    },
  };
}
