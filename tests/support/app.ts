/** The built app, served as the dumbest static host would: under a sub-path, without any header. */
import { test as base, expect } from '@playwright/test';
import type { BrowserContext, Locator, Page } from '@playwright/test';

import { serveFolder } from '../../scripts/static-server.mjs';
import { doorOpen } from './door.ts';

export const subPath = '/some/studio/';

export interface Served {
  /** Address of the app, "/" at its end. */
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Serves a built app under the sub-path; `port` 0 takes a free one. */
export const serveApp = (root = process.env['INKREEL_DIST'] ?? 'dist', port = 0): Promise<Served> =>
  serveFolder({ root, port, base: subPath });

/** What a context asked of the network and what went wrong in its pages. */
export interface Witness {
  readonly requests: string[];
  readonly errors: string[];
}

/** Notes every request (workers and service worker included) and every error that no code caught. */
export function watch(context: BrowserContext): Witness {
  const witness: Witness = { requests: [], errors: [] };
  context.on('request', (request) => witness.requests.push(request.url()));
  context.on('weberror', (error) => witness.errors.push(String(error.error())));
  return witness;
}

const ownAddress = new RegExp(`^http://localhost:\\d+${subPath}`);

/** Addresses that are neither below the served app nor made inside the page. */
export const strangers = (witness: Witness): readonly string[] =>
  witness.requests.filter(
    (address) =>
      !ownAddress.test(address) &&
      !/^(blob|data|about):/.test(address) &&
      // The browser's own wish for a page that is a bare picture (`outsideApp`), not the app's.
      !/^http:\/\/localhost:\d+\/favicon\.ico$/.test(address),
  );

/** Opens the app (or one of its screens, e.g. "#/queue") and waits until the library answers. */
export async function openApp(page: Page, url: string, screen = ''): Promise<void> {
  await page.goto(`${url}${screen}`);
  await doorOpen(page);
}

/** The assets of the library as they stand on the screen, in the grid or in the list. */
export const cellsOf = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Assets' }).getByRole('option');

interface Fixtures {
  readonly witness: Witness;
}
interface Servers {
  readonly app: Served;
}

/** A test with the app served for the whole file and a witness of its own for each test. */
export const test = base.extend<Fixtures, Servers>({
  app: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what it must give
    async ({}, use) => {
      const served = await serveApp();
      await use(served);
      await served.close();
    },
    { scope: 'worker' },
  ],
  witness: [
    async ({ context }, use) => {
      const witness = watch(context);
      await use(witness);
      expect(strangers(witness), 'requests to other addresses').toEqual([]);
      expect(witness.errors, 'errors that no code caught').toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };
