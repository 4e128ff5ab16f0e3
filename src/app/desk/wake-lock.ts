/** Keeps the screen on while long work runs and the page is seen. */
import { create } from 'zustand';

type WakeState = 'held' | 'released' | 'refused' | 'unsupported';

const isSupported = typeof navigator !== 'undefined' && 'wakeLock' in navigator;

/** What became of the last wish, in a form that the settings can say. */
export const useWakeState = create<{ readonly state: WakeState }>(() => ({
  state: isSupported ? 'released' : 'unsupported',
}));

let wanted = false;
let lock: WakeLockSentinel | null = null;
let asking = false;

async function settle(): Promise<void> {
  if (!isSupported || asking) return;
  const wants = wanted && document.visibilityState === 'visible';
  if (wants === (lock !== null)) return;
  asking = true;
  try {
    if (wants) {
      const held = await navigator.wakeLock.request('screen');
      lock = held;
      // The browser takes it back when the page is hidden.
      held.addEventListener('release', () => {
        if (lock === held) lock = null;
        useWakeState.setState({ state: 'released' });
      });
      useWakeState.setState({ state: 'held' });
    } else {
      await lock?.release();
      lock = null;
    }
  } catch {
    useWakeState.setState({ state: 'refused' });
    asking = false;
    return;
  }
  asking = false;
  // What is wanted may have changed while the browser thought.
  if ((wanted && document.visibilityState === 'visible') !== (lock !== null)) void settle();
}

let watching = false;

/** Says whether the screen should be on; it is taken again whenever the page is seen again. */
export function keepAwake(on: boolean): void {
  wanted = on;
  if (!watching && on) {
    watching = true;
    document.addEventListener('visibilitychange', () => void settle());
  }
  void settle();
}
