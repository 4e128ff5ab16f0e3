/** Scrolling through 100,000 assets: frames that came late, and cells without their picture. */
import { milliseconds, openApp } from '../door.mjs';
import { median } from '../native/database.mjs';
import { assetCountText, seededLibrary } from './seeded.mjs';

/** Turns the wheel for some seconds and looks at every frame. */
const scrollFor = (page, seconds, pixelsPerFrame) =>
  page.evaluate(
    async ([duration, step]) => {
      let scroller = document.querySelector('[role=option]');
      while (scroller && scroller.scrollHeight <= scroller.clientHeight + 10) {
        scroller = scroller.parentElement;
      }
      const area = scroller.getBoundingClientRect();
      const frames = [];
      let blank = 0;
      let shown = 0;
      const begun = performance.now();
      let last = begun;
      while (performance.now() - begun < duration * 1000) {
        scroller.scrollTop += step;
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        frames.push(now - last);
        last = now;
        for (const cell of document.querySelectorAll('[role=option]')) {
          const box = cell.getBoundingClientRect();
          if (box.bottom < area.top || box.top > area.bottom) continue;
          shown += 1;
          const picture = cell.querySelector('img');
          if (!picture?.complete || picture.naturalWidth === 0) blank += 1;
        }
      }
      return { frames, blank, shown, reached: scroller.scrollTop, height: scroller.scrollHeight };
    },
    [seconds, pixelsPerFrame],
  );

export async function measure(bench) {
  await seededLibrary(bench);
  const page = await bench.state.library.newPage();
  await openApp(page, bench.app);
  await page.waitForSelector('[role=option] img');
  await page.waitForTimeout(2_000);
  const results = [];
  for (const [what, step] of [
    ['reading pace (600 px/s)', 10],
    ['quick (3,000 px/s)', 50],
    ['flung (12,000 px/s)', 200],
  ]) {
    const { frames, blank, shown } = await scrollFor(page, 6, step);
    const late = frames.filter((time) => time > 25).length;
    results.push({
      what: `scroll ${assetCountText}, ${what}: frames over 25 ms`,
      ours: `${late} of ${frames.length}`,
      goal: 'none dropped',
      good: late / frames.length < 0.02,
      note: `median frame ${milliseconds(median(frames))}, worst ${milliseconds(Math.max(...frames))}`,
    });
    results.push({
      what: `scroll ${assetCountText}, ${what}: cells shown without picture`,
      ours: `${((100 * blank) / Math.max(1, shown)).toFixed(1)} %`,
      goal: '0 %',
      good: blank / Math.max(1, shown) < 0.01,
    });
  }
  await page.close();
  return results;
}
