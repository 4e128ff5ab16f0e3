/**
 * A whole browser in a process group of its own, on a profile that stays: to be killed in the
 * middle of things and started again, as a power cut or a crash would do it.
 *
 * A killed process leaves the page cache of the operating system behind; loss of power is not
 * simulated by this.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { chromium, type Browser, type Page } from '@playwright/test';

const executable = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const switches = [
  '--headless',
  '--remote-debugging-port=0',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Milliseconds that a browser may take until it tells its address. */
const patience = 20_000;

/** A running browser with one page. */
export interface OwnBrowser {
  /** A page with the storage of the profile (a new context would have storage of its own). */
  readonly page: Page;
  newPage(): Promise<Page>;
  /** SIGKILL to every process of it at once; resolves when they are gone. */
  kill(): Promise<void>;
  /** Ends it in good order. */
  close(): Promise<void>;
}

/** Starts a browser on a profile folder, which no other running browser may use. */
export async function openBrowser(profile: string): Promise<OwnBrowser> {
  // What a killed browser left behind would be read as the address of the new one.
  for (const name of [
    'DevToolsActivePort',
    'SingletonLock',
    'SingletonSocket',
    'SingletonCookie',
  ]) {
    rmSync(join(profile, name), { force: true });
  }
  return startBrowser(profile);
}

async function startBrowser(folder: string): Promise<OwnBrowser> {
  const child = spawn(executable, [...switches, `--user-data-dir=${folder}`, 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const killGroup = (): void => {
    try {
      // The group bears the id of its first process; nothing else is in it.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  };
  let browser: Browser;
  try {
    browser = await chromium.connectOverCDP(await addressOf(child));
  } catch (error) {
    killGroup();
    throw error;
  }
  const kill = async (): Promise<void> => {
    killGroup();
    await gone;
    await browser.close().catch(() => undefined);
  };
  const [context] = browser.contexts();
  if (!context) {
    await kill();
    throw new Error('the browser has no context');
  }
  return {
    page: await context.newPage(),
    newPage: () => context.newPage(),
    kill,
    async close() {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => undefined);
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5_000))]);
      await kill();
    },
  };
}

/** The address of the debugging socket, as the browser tells it on its error stream. */
const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(
      () => reject(new Error(`the browser did not start: ${said.slice(-2000)}`)),
      patience,
    );
    child.stderr?.on('data', (part: Buffer) => {
      said += part.toString();
      const address = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`the browser ended (${code}): ${said.slice(-2000)}`)),
    );
  });
