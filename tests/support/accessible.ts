import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect, test } from './app.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the screen as it is now, as a text that names rules and places; "" is nothing. */
export async function barriers(page: Page): Promise<string> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
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

/** Looks at what is on the screen with axe, dark and light, and keeps a picture of each. */
export async function accessible(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(250);
    expect(await barriers(page), `${where}, ${colorScheme}`).toBe('');
    await page.screenshot({ path: test.info().outputPath(`${where} ${colorScheme}.png`) });
  }
}
