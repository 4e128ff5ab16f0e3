/**
 * Two ways of using the screens: with a mouse, and with the keys alone. A journey is written once
 * and walked by either; the keyboard's hand never touches a mouse, not even by a test's shortcut.
 */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export interface Hand {
  /** Presses a button, a link, a box or a choice of a menu. */
  readonly press: (target: Locator) => Promise<void>;
  /** Writes text into a field, in place of what stands there. */
  readonly write: (field: Locator, text: string) => Promise<void>;
  /** Chooses in a list by the words of the choice. */
  readonly choose: (list: Locator, words: string) => Promise<void>;
  /** Selects assets of the library by the places at which they stand, from 0. */
  readonly select: (places: readonly number[]) => Promise<void>;
}

const options = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Assets' }).getByRole('option');

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

/** Does an act by the palette, as a hand that stays on the keys goes anywhere. */
export async function byPalette(page: Page, act: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog').filter({ has: page.getByRole('combobox') });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(act);
  await expect(palette.getByRole('option', { name: act }).first()).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
}

/** Searches the whole library; what was searched before goes. */
export async function searchByKeys(page: Page, text: string): Promise<void> {
  await byPalette(page, 'Go to Library');
  const field = page.getByRole('combobox', { name: 'Search the library' });
  await expect(field).toBeVisible();
  // The palette gives the focus back to where it was; in a field a slash would be text.
  const isInField = await page.evaluate(() => document.activeElement instanceof HTMLInputElement);
  if (!isInField) await page.keyboard.press('/');
  await keyboardHand(page).write(field, text);
  await page.keyboard.press('Enter');
}

/** Watches that no pointer is pressed on the page from here on. */
export async function noMouse(page: Page): Promise<{ wasUsed: () => Promise<boolean> }> {
  await page.addInitScript(() => {
    addEventListener(
      'pointerdown',
      ({ isTrusted }) => {
        if (isTrusted) sessionStorage.setItem('a mouse was used', 'yes');
      },
      true,
    );
  });
  return {
    wasUsed: () => page.evaluate(() => sessionStorage.getItem('a mouse was used') !== null),
  };
}

export function mouseHand(page: Page): Hand {
  return {
    press: (target) => target.click(),
    write: (field, text) => field.fill(text),
    choose: async (list, words) => {
      await list.selectOption({ label: words });
    },
    select: async (places) => {
      for (const [turn, place] of places.entries()) {
        await options(page)
          .nth(place)
          .click(turn === 0 ? {} : { modifiers: ['ControlOrMeta'] });
      }
    },
  };
}

export function keyboardHand(page: Page): Hand {
  /** Goes from control to control with Tab until the target has the focus. */
  const reach = async (target: Locator): Promise<void> => {
    await expect(target).toBeVisible();
    for (let presses = 0; presses < 200; presses += 1) {
      if (await hasFocus(target)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`200 times Tab did not reach ${String(target)}`);
  };
  return {
    press: async (target) => {
      await expect(target).toBeVisible();
      const role = await target.getAttribute('role');
      if (role === 'menuitem') {
        for (let presses = 0; presses < 40 && !(await hasFocus(target)); presses += 1) {
          await page.keyboard.press('ArrowDown');
        }
        expect(await hasFocus(target)).toBe(true);
        await page.keyboard.press('Enter');
        return;
      }
      await reach(target);
      const box = await target.evaluate(
        (element) =>
          element.getAttribute('role') === 'switch' ||
          element.getAttribute('role') === 'checkbox' ||
          (element instanceof HTMLInputElement && /checkbox|radio/.test(element.type)),
      );
      await page.keyboard.press(box ? 'Space' : 'Enter');
    },
    write: async (field, text) => {
      await reach(field);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
    },
    choose: async (list, words) => {
      await reach(list);
      await page.keyboard.type(words);
    },
    select: async (places) => {
      const inGrid = () =>
        page.evaluate(() => document.activeElement?.getAttribute('role') === 'option');
      for (let presses = 0; presses < 200 && !(await inGrid()); presses += 1) {
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Home');
      const [first = 0, ...others] = places;
      for (let step = 0; step < first; step += 1) await page.keyboard.press('ArrowRight');
      let at = first;
      for (const place of others) {
        while (at < place) {
          await page.keyboard.press('ControlOrMeta+ArrowRight');
          at += 1;
        }
        await page.keyboard.press('Space');
      }
      await expect(options(page).and(page.locator('[aria-selected=true]'))).toHaveCount(
        places.length,
      );
    },
  };
}
