import { afterEach, expect, it, vi } from 'vitest';

/** A browser with a wake lock, as far as the module looks at it. */
async function inBrowser() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const held: EventTarget[] = [];
  let refuses = false;
  vi.stubGlobal('document', page);
  vi.stubGlobal('navigator', {
    wakeLock: {
      request: async () => {
        if (refuses) throw new Error('NotAllowedError');
        const lock = Object.assign(new EventTarget(), {
          release: async () => {
            held.splice(held.indexOf(lock), 1);
            lock.dispatchEvent(new Event('release'));
          },
        });
        held.push(lock);
        return lock;
      },
    },
  });
  vi.resetModules();
  const { keepAwake, useWakeState } = await import('./wake-lock.ts');
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  return {
    keepAwake,
    settled,
    held: () => held.length,
    state: () => useWakeState.getState().state,
    refuse: () => {
      refuses = true;
    },
    /** Hidden pages lose their lock; seen again, they may ask again. */
    async show(visible: boolean) {
      page.visibilityState = visible ? 'visible' : 'hidden';
      if (!visible) {
        for (const lock of held.splice(0)) lock.dispatchEvent(new Event('release'));
      }
      page.dispatchEvent(new Event('visibilitychange'));
      await settled();
    },
  };
}

afterEach(() => vi.unstubAllGlobals());

it('holds the screen only while work runs', async () => {
  const browser = await inBrowser();
  browser.keepAwake(true);
  await browser.settled();
  expect([browser.held(), browser.state()]).toEqual([1, 'held']);
  browser.keepAwake(true);
  await browser.settled();
  expect(browser.held()).toBe(1);
  browser.keepAwake(false);
  await browser.settled();
  expect([browser.held(), browser.state()]).toEqual([0, 'released']);
});

it('takes it again when the page is seen again, and not when the work has ended meanwhile', async () => {
  const browser = await inBrowser();
  browser.keepAwake(true);
  await browser.settled();
  await browser.show(false);
  expect(browser.held()).toBe(0);
  await browser.show(true);
  expect(browser.held()).toBe(1);
  await browser.show(false);
  browser.keepAwake(false);
  await browser.show(true);
  expect(browser.held()).toBe(0);
});

it('says that the browser refused', async () => {
  const browser = await inBrowser();
  browser.refuse();
  browser.keepAwake(true);
  await browser.settled();
  expect([browser.held(), browser.state()]).toEqual([0, 'refused']);
});
