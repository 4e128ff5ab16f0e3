/**
 * The first visit as Lighthouse judges it, with the line and the processor of its desktop setting;
 * text comes packed, as every public host sends it.
 */
import lighthouse, { desktopConfig } from 'lighthouse';

const goals = { performance: 95, accessibility: 98, 'best-practices': 100 };

export async function measure({ openBrowser, server }) {
  const port = 9_300 + (process.pid % 600);
  const context = await openBrowser('lighthouse', [`--remote-debugging-port=${port}`]);
  try {
    const { lhr } = await lighthouse(
      `${server.origin}/packed/`,
      { port, onlyCategories: Object.keys(goals), logLevel: 'error' },
      desktopConfig,
    );
    return Object.entries(goals).map(([name, goal]) => {
      const points = Math.round(lhr.categories[name].score * 100);
      return {
        what: `Lighthouse, desktop: ${name.replace('-', ' ')}`,
        ours: String(points),
        goal: `≥ ${goal}`,
        good: points >= goal,
      };
    });
  } finally {
    await context.close();
  }
}
