import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect, test } from './app.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The rules that look at colours: the others say of light what they said of dark. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** What keeps the focus in an open menu: it hands the focus on at once and never holds it. */
const focusGuards = '[data-base-ui-focus-guard]';

/** What axe finds on the screen as it is now, as a text that names rules and places; "" is nothing. */
export async function barriers(page: Page, rules: 'all' | 'of colours' = 'all'): Promise<string> {
  // Nothing here lies in a frame; so axe needs no page of its own to put its findings together.
  const axe = new AxeBuilder({ page }).setLegacyMode().exclude(focusGuards);
  const { violations } = await (
    rules === 'all' ? axe.withTags(tags) : axe.withRules(ofColours)
  ).analyze();
  return violations
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 4)
        .map(
          (node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n').at(-1)}`,
        ),
    )
    .join('\n');
}

/** Resolves when what was changed is drawn and nothing moves towards its place any more. */
const drawn = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
    await frame();
    const moving = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(moving.map(({ finished }) => finished));
    await frame();
  });

/** Looks at what is on the screen with axe, dark and light; "" is nothing found. */
export async function barriersInBoth(
  page: Page,
  seen: (colorScheme: 'dark' | 'light') => Promise<unknown> = () => Promise.resolve(),
): Promise<string> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // What a screen begins with may still come in; for the other colours only colours change.
    await (colorScheme === 'dark' ? page.waitForTimeout(250) : drawn(page));
    const text = await barriers(page, colorScheme === 'dark' ? 'all' : 'of colours');
    if (text !== '') found.push(`${colorScheme}: ${text}`);
    await seen(colorScheme);
  }
  return found.join('\n');
}

/** The same, which must find nothing, and keeps a picture of each. */
export async function accessible(page: Page, where: string): Promise<void> {
  const found = await barriersInBoth(page, (colorScheme) =>
    page.screenshot({ path: test.info().outputPath(`${where} ${colorScheme}.png`) }),
  );
  expect(found, where).toBe('');
}
