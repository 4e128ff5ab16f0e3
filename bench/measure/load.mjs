/** What a first visit loads, and how soon the screen is there. */
import { spawnSync } from 'node:child_process';

import { milliseconds, openApp } from '../door.mjs';

export async function measure({ openBrowser, app }) {
  const checked = spawnSync(process.execPath, ['scripts/check-bundle.mjs'], { encoding: 'utf8' });
  const kilobytes = Number(/([\d.]+) kB {2}first load/.exec(checked.stdout)?.[1]);
  const context = await openBrowser('load');
  const page = await context.newPage();
  await openApp(page, app);
  const painted = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  const ready = await page.evaluate(() => performance.now());
  await context.close();
  return [
    {
      what: 'first load, JavaScript, gzip',
      ours: `${kilobytes} kB`,
      goal: '≤ 200 kB',
      good: kilobytes <= 200,
    },
    { what: 'first visit: first paint', ours: milliseconds(painted) },
    { what: 'first visit: empty library answers', ours: milliseconds(ready) },
  ];
}
