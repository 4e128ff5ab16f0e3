/** The real, built app in a fresh Chromium, for scripts that take pictures of it and with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { installChromium } from './install.mjs';
import { serveFolder } from './static-server.mjs';

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Serves the built app and opens a page for it; nothing is loaded yet. Close it. */
export async function openPhotographer() {
  const profile = mkdtempSync(join(tmpdir(), 'inkreel-pictures-'));
  const server = await serveFolder({ root: process.env.INKREEL_DIST ?? 'dist' });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: installChromium(),
    headless: true,
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    args: flags,
  });
  const page = context.pages()[0] ?? (await context.newPage());

  /** Waits until a question to the page is answered with yes. */
  async function until(question, minutes = 3) {
    const end = Date.now() + minutes * 60_000;
    while (!(await page.evaluate(question))) {
      if (Date.now() > end) throw new Error('waited in vain');
      await page.waitForTimeout(400);
    }
  }

  return {
    page,
    url: server.url,
    until,
    /** Waits until no task is pending or running. */
    settle: () =>
      until(async () => {
        const text = "SELECT count(*) AS n FROM tasks WHERE status IN ('pending', 'running')";
        return (await globalThis.inkreel.sql(text))[0].n === 0;
      }),
    idOf: (name) =>
      page.evaluate(
        async (wanted) =>
          (await globalThis.inkreel.sql('SELECT id FROM assets WHERE name = ?', [wanted]))[0].id,
        name,
      ),
    /** Opens a screen afresh, without lists and messages of what was done before. */
    open: async (route) => {
      await page.goto(`${server.url}#${route}`);
      await page.reload();
      await page.waitForFunction(() => 'inkreel' in globalThis);
      await page.waitForTimeout(1_500);
    },
    shoot: async (...paths) => {
      // Colours change by a short transition; nothing is pointed at.
      await page.mouse.move(0, 0);
      await page.waitForTimeout(600);
      for (const path of paths) await page.screenshot({ path });
    },
    close: async () => {
      await context.close();
      await server.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
