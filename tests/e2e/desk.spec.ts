/** The desk: shortcuts, the palette, languages, the first run and the demo. */
import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { barriers } from '../support/accessible.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { importFiles, query, quiet } from '../support/door.ts';

const screens = [
  'library',
  'collections',
  'projects',
  'packs',
  'tags',
  'review',
  'similar',
  'queue',
  'folders',
  'data',
  'settings',
];

const go = async (page: Page, screen: string): Promise<void> => {
  await page.evaluate((to) => {
    location.hash = `#/${to}`;
  }, screen);
  await expect(page.getByRole('main')).toBeVisible();
  await page.waitForTimeout(350);
};

/** Keeps a setting of this device before the page is loaded. */
const settle = async (page: Page, name: string, value: unknown): Promise<void> => {
  await page.addInitScript(
    ([key, text]) => {
      localStorage.setItem(key, text);
    },
    [`inkreel:device:${name}`, JSON.stringify(value)] as const,
  );
};

test('R1 gives an act other keys, names a conflict, and tells every tab', async ({
  page,
  context,
  app,
}) => {
  await openApp(page, app.url);
  const other = await context.newPage();
  await openApp(other, app.url);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.getByRole('searchbox').fill('undo');
  await dialog.getByRole('button', { name: 'Change the keys of “Undo”' }).click();
  const add = dialog.getByRole('button', { name: 'Add keys' });
  const pressing = async (keys: string): Promise<void> => {
    await add.click();
    await page.keyboard.press(keys);
  };
  await pressing('Enter');
  await expect(dialog.getByRole('alert')).toContainText('choose another one');
  await pressing('Control+k');
  await expect(dialog.getByRole('alert')).toContainText('already does “Find anything');
  await dialog.getByRole('button', { name: 'Take it from there' }).click();
  await expect(dialog.getByText('changed')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  // The palette has lost its keys to undo, here and in the other tab.
  for (const tab of [page, other]) {
    await tab.bringToFront();
    await tab.keyboard.press('Control+k');
    await expect(tab.getByText('Nothing to undo')).toBeVisible();
    await expect(tab.getByRole('combobox', { name: /Find a command/ })).toBeHidden();
  }

  // It outlives a reload, and all of it can be given back.
  await page.bringToFront();
  await page.reload();
  await openApp(page, app.url, '#/settings');
  await page.getByRole('button', { name: 'Give every act its own keys back' }).click();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /Find a command/ })).toBeFocused();
});

test('R1 lists the keys of the library also where it is not shown', async ({ page, app }) => {
  const listed = async (screen: string): Promise<readonly string[]> => {
    await openApp(page, app.url, `#/${screen}`);
    await page.waitForTimeout(800);
    await page.keyboard.press('?');
    const place = page.getByRole('dialog').getByRole('region', { name: 'Library' });
    await expect(place).toBeVisible();
    const lines = await place
      .locator('dl > div')
      .filter({ has: page.getByRole('button') })
      .allTextContents();
    return lines.toSorted();
  };
  const there = await listed('library');
  expect(there.length).toBeGreaterThan(8);
  await page.goto('about:blank');
  expect(await listed('queue')).toEqual(there);
});

test('R1 turns the shortcuts of a single key off', async ({ page, app }) => {
  await settle(page, 'single-keys', false);
  await openApp(page, app.url);
  await page.keyboard.press('?');
  await page.waitForTimeout(400);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /Find a command/ })).toBeFocused();
});

test('finds commands and pictures from one line by keyboard alone', async ({ page, app }) => {
  await openApp(page, app.url);
  const { imported } = await importFiles(page, [
    { name: 'lantern.png', bytes: paintedPng(90, 60, 1) },
    { name: 'harbour.png', bytes: paintedPng(60, 90, 2) },
  ]);
  expect(imported).toHaveLength(2);
  await quiet(page);
  await go(page, 'queue');
  await page.keyboard.press('Control+k');
  const line = page.getByRole('combobox', { name: /Find a command/ });
  await line.fill('harb');
  const found = page.getByRole('option', { name: /harbour\.png/ });
  await expect(found).toHaveAttribute('aria-selected', 'true');
  await expect(line).toHaveAttribute(
    'aria-activedescendant',
    (await found.getAttribute('id')) ?? '',
  );
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/library/);
  const cell = cellsOf(page)
    .filter({ hasText: '' })
    .and(page.getByRole('option', { name: /^harbour/ }));
  await expect(cell).toHaveAttribute('aria-selected', 'true');
  await expect(cell).toBeFocused();

  await page.keyboard.press('Control+k');
  await line.fill('go que');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/queue/);

  // What was used last stands first; what does not apply says why.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toContainText('Go to Queue');
  await line.fill('colours sys');
  await expect(page.getByRole('option').first()).toContainText('This is how it is now');
  await line.fill('colours dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

/** Texts on the screen that were not made by the words, as the pseudo-locale shows them. */
const plainTexts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found = new Set<string>();
    // Units, formats, keys, names of languages, licences and products: the same in every language.
    const same =
      /^(?:[\d\s.,:;·×%+–—−()/?✓↑↓←→⌘⇧⌥-]|kB|MB|GB|TB|B|PNG|JPEG|WEBP|WAV|ms|MIT|English|Ctrl|Shift|Alt|Escape|Delete|Backspace|Enter|Space|Home|End|F\d+|\b[A-Z]\b)*$/;
    const look = (text: string | null): void => {
      const said = (text ?? '').trim();
      // Names of the library's own first things are data, and stay as they are.
      const outside = said
        .replace(/⟦[^⟧]*⟧/g, '')
        .replace(/\b(?:Inbox|My library)\b/g, '')
        .trim();
      if (/\p{L}/u.test(outside) && !same.test(outside)) found.add(said.slice(0, 80));
    };
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true });
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent || parent.closest('script, style, noscript, [data-users]')) continue;
      if (isSeen(parent)) look(walker.currentNode.textContent);
    }
    for (const element of document.querySelectorAll(
      '[aria-label], [placeholder], [title], [alt]',
    )) {
      if (!isSeen(element)) continue;
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
        look(element.getAttribute(name));
      }
    }
    return [...found];
  });

/** What is cut off: sideways scrolling, and words of controls that do not fit. */
const clipped = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    /** A single row that scrolls sideways on purpose, such as the chips above the grid. */
    const isInRow = (element: Element): boolean => {
      for (let up = element.parentElement; up; up = up.parentElement) {
        const { overflowX } = getComputedStyle(up);
        const scrolls = overflowX === 'auto' || overflowX === 'scroll';
        if (scrolls && up.clientHeight < 70 && up.scrollWidth > up.clientWidth) return true;
      }
      return false;
    };
    const root = document.scrollingElement ?? document.documentElement;
    if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} px wide`);
    const main = document.querySelector('main');
    if (main && main.scrollWidth > main.clientWidth + 1) {
      found.push(`the work is ${main.scrollWidth} px in ${main.clientWidth}`);
    }
    for (const element of document.querySelectorAll('button, h1, h2, h3, label, legend')) {
      if (!element.checkVisibility() || element.closest('[role="listbox"]')) continue;
      const style = getComputedStyle(element);
      const isCut = element.scrollWidth > element.clientWidth + 1 && style.overflowX !== 'visible';
      const box = element.getBoundingClientRect();
      // Moved out of the way on purpose (the jump to the work), or scrolled in a row of its own.
      if (style.clipPath !== 'none' || style.clip !== 'auto') continue;
      if (box.width <= 2 || element.closest('[class*="skip"]')) continue;
      const scrolls = isInRow(element);
      const isOut = (box.right > innerWidth + 1 || box.left < -1) && !scrolls;
      if ((isCut && style.textOverflow !== 'ellipsis') || isOut) {
        found.push(`${element.tagName} “${(element.textContent ?? '').slice(0, 60)}”`);
      }
    }
    return found;
  });

for (const width of [1440, 390]) {
  test(`R3 every screen has room for longer words, and all of them come from the words: ${width} px`, async ({
    page,
    app,
  }) => {
    await settle(page, 'language', 'en-XA');
    await page.setViewportSize({ width, height: 860 });
    await openApp(page, app.url);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
    const problems: string[] = [];
    for (const screen of screens) {
      await go(page, screen);
      for (const text of await plainTexts(page))
        problems.push(`${screen}: not from words: ${text}`);
      for (const text of await clipped(page)) problems.push(`${screen}: cut: ${text}`);
    }
    expect(problems.join('\n')).toBe('');
  });
}

test('R3 runs from right to left on every screen', async ({ page, app }) => {
  await settle(page, 'direction', 'rtl');
  await openApp(page, app.url);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await importFiles(page, [
    { name: 'a.png', bytes: paintedPng(90, 60, 1) },
    { name: 'b.png', bytes: paintedPng(60, 90, 2) },
  ]);
  await quiet(page);
  const problems: string[] = [];
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 860 });
    for (const screen of screens) {
      await go(page, screen);
      for (const text of await clipped(page)) problems.push(`${width} ${screen}: ${text}`);
    }
  }
  expect(problems.join('\n')).toBe('');
  await page.setViewportSize({ width: 1440, height: 860 });
  await go(page, 'library');
  const [navigation, work] = await Promise.all([
    page.getByRole('navigation').first().boundingBox(),
    page.getByRole('main').boundingBox(),
  ]);
  expect(navigation!.x).toBeGreaterThan(work!.x);
});

test('5.0 begins with the demo: everything finds something in it, and one act removes it', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  await expect(page.getByRole('button', { name: 'Start from a folder' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start empty' })).toBeVisible();
  await expect(page.getByText('Not yet copied anywhere')).toBeVisible();
  await page.getByText('What this browser can do').click();
  await expect(page.getByText('Private file storage')).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.waitForTimeout(250);
    expect(await barriers(page)).toBe('');
  }
  await page.getByRole('button', { name: 'Open the demo project' }).click();
  await expect(page.getByText('The demo project is ready.')).toBeVisible({ timeout: 90_000 });
  await quiet(page);

  const one = async (sql: string): Promise<number> =>
    page.evaluate(
      async (text) => Number(Object.values((await (globalThis as any).inkreel.sql(text))[0])[0]),
      sql,
    );
  expect(await one(`SELECT count(*) FROM assets WHERE kind = 'image'`)).toBeGreaterThanOrEqual(24);
  expect(await one(`SELECT count(*) FROM assets WHERE kind = 'audio'`)).toBe(2);
  expect(await one(`SELECT count(*) FROM assets WHERE kind IN ('text', 'script')`)).toBe(2);
  expect(await one(`SELECT count(*) FROM assets WHERE approved = 1`)).toBeGreaterThan(5);
  expect(await one(`SELECT count(*) FROM assets WHERE review IS NOT NULL`)).toBe(3);
  expect(await one(`SELECT count(*) FROM assets WHERE origin = 'derivative'`)).toBe(1);
  expect(await one(`SELECT count(*) FROM tag_parents`)).toBe(5);
  const collections = await query(page, 'collections');
  expect(collections.find(({ type }) => type === 'smart')!.count).toBeGreaterThan(2);
  const [project] = (await query(page, 'projects', {})).filter(({ name }) =>
    name.startsWith('Demo'),
  );
  expect(project!.assets).toBeGreaterThan(26);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /Find a command/ }).fill('remove demo');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The demo project is in the trash.')).toBeVisible();
  const left = `SELECT count(*) FROM assets WHERE deleted_at IS NULL`;
  expect(await one(left)).toBe(0);
  // One step back brings all of it back, the pack too.
  await page.keyboard.press('Control+z');
  await expect.poll(() => one(left)).toBeGreaterThan(26);
  expect(await one(`${left} AND kind = 'pack'`)).toBe(1);
});
