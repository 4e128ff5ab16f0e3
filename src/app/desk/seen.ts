/** Whether some tab of the app is being looked at. Each visible tab holds a lock as long as it is. */
const name = 'inkreel:seen';

let release: (() => void) | null = null;

function follow(): void {
  const isSeen = document.visibilityState === 'visible';
  if (isSeen && !release) {
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    void navigator.locks.request(name, { mode: 'shared' }, () => held).catch(() => undefined);
  } else if (!isSeen && release) {
    release();
    release = null;
  }
}

/** Lets the other tabs know when this one is seen; returns the end of it. */
export function tellSeen(): () => void {
  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    release?.();
    release = null;
  };
}

/** Whether any tab of the app is seen now. */
export async function isAnySeen(): Promise<boolean> {
  if (document.visibilityState === 'visible') return true;
  const locks = await navigator.locks.query().catch((): LockManagerSnapshot => ({}));
  return (locks.held ?? []).some((lock) => lock.name === name);
}
