/**
 * A Chromium of its own, in a process group of its own, on a profile that outlives it: so that a
 * test can kill the whole browser at any moment, as a crash or a power button would, and open the
 * same profile again.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';

const program = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

export interface MortalBrowser {
  readonly page: Page;
  /** Another tab in the same profile. */
  readonly newPage: () => Promise<Page>;
  /** SIGKILL to every process of the browser; resolves when they are gone. */
  readonly kill: () => Promise<void>;
}

/** Starts a browser on a profile folder. */
export async function openBrowser(profile: string): Promise<MortalBrowser> {
  rmSync(join(profile, 'DevToolsActivePort'), { force: true });
  for (const lock of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) {
    rmSync(join(profile, lock), { force: true });
  }
  const child = spawn(
    program,
    [
      '--headless',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--window-size=1440,900',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const browser: Browser = await chromium.connectOverCDP(await debuggingAddress(child));
  const context = browser.contexts()[0];
  if (!context) throw new Error('the browser has no window');
  return {
    page: await context.newPage(),
    newPage: () => context.newPage(),
    kill: async () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await gone;
      await browser.close().catch(() => undefined);
    },
  };
}

function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (piece: Buffer) => {
      said += piece.toString();
      const address = /ws:\/\/\S+/.exec(said)?.[0];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error(`Chromium ended at once: ${said.slice(-400)}`)));
  });
}
