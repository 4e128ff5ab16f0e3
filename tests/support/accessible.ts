import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect, test } from './app.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Looks at what is on the screen with axe, dark and light, and keeps a picture of each. */
export async function accessible(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(250);
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    const said = violations.map(({ id, nodes }) =>
      nodes
        .slice(0, 4)
        .map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n').at(-1)}`)
        .join('\n'),
    );
    expect(said.join('\n'), `${where}, ${colorScheme}`).toBe('');
    await page.screenshot({ path: test.info().outputPath(`${where} ${colorScheme}.png`) });
  }
}
