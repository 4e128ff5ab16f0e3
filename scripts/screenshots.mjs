/**
 * Takes the pictures of the README and of the app manifest from the real, built app: draws some
 * pictures, imports and works on them, and photographs the screens. Run `npm run build` first.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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

mkdirSync('docs/screenshots', { recursive: true });
mkdirSync('public/screenshots', { recursive: true });
const profile = mkdtempSync(join(tmpdir(), 'inkreel-screenshots-'));
const server = await serveFolder({ root: process.env.INKREEL_DIST ?? 'dist' });
const context = await chromium.launchPersistentContext(profile, {
  executablePath: installChromium(),
  headless: true,
  viewport: { width: 1440, height: 900 },
  colorScheme: 'dark',
  args: flags,
});
const page = context.pages()[0] ?? (await context.newPage());

/** Draws a landscape with a moon; runs in the page. */
const drawAll = async () => {
  const names = [
    'Lantern street, rain',
    'Mina at the bridge',
    'Night market',
    'Stall keeper',
    'Low tide',
    'Ink hills',
    'Last tram',
    'Paper moon',
    'The ferry',
    'Rooftop',
    'Harbour',
    'First snow',
    'Old well',
    'Crossing',
    'Tea house',
    'Signal',
  ];
  const shapes = [
    [1200, 800],
    [720, 1000],
    [900, 900],
    [1100, 830],
    [900, 900],
    [1500, 840],
    [640, 960],
    [1000, 1000],
  ];
  const hues = [
    [250, 245],
    [150, 165],
    [32, 28],
    [340, 350],
    [268, 280],
    [228, 235],
    [190, 200],
    [18, 24],
  ];
  const files = [];
  for (const [index, name] of names.entries()) {
    const [width, height] = shapes[(index * 5) % shapes.length];
    const [sky, land] = hues[(index * 3) % hues.length];
    const canvas = new OffscreenCanvas(width, height);
    const draw = canvas.getContext('2d');
    let seed = index * 7919 + 17;
    const random = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    const air = draw.createLinearGradient(0, 0, 0, height);
    air.addColorStop(0, `hsl(${sky} 45% 10%)`);
    air.addColorStop(0.7, `hsl(${sky} 42% 32%)`);
    air.addColorStop(1, `hsl(${land} 50% 44%)`);
    draw.fillStyle = air;
    draw.fillRect(0, 0, width, height);
    for (let star = 0; star < 60; star += 1) {
      draw.fillStyle = `hsl(40 40% 92% / ${0.3 + random() * 0.6})`;
      draw.beginPath();
      draw.arc(random() * width, random() * height * 0.5, 0.6 + random() * 1.8, 0, 7);
      draw.fill();
    }
    const moon = {
      x: width * (0.25 + random() * 0.5),
      y: height * (0.22 + random() * 0.15),
      r: Math.min(width, height) * 0.11,
    };
    draw.fillStyle = `hsl(${sky} 50% 80% / 0.14)`;
    draw.beginPath();
    draw.arc(moon.x, moon.y, moon.r * 1.8, 0, 7);
    draw.fill();
    draw.fillStyle = 'hsl(38 70% 88%)';
    draw.beginPath();
    draw.arc(moon.x, moon.y, moon.r, 0, 7);
    draw.fill();
    for (let layer = 0; layer < 4; layer += 1) {
      draw.fillStyle = `hsl(${land} ${38 - layer * 5}% ${26 - layer * 6}%)`;
      draw.beginPath();
      draw.moveTo(0, height);
      for (let step = 0; step <= 9; step += 1) {
        draw.lineTo((step / 9) * width, height * (0.54 + layer * 0.11) - random() * height * 0.12);
      }
      draw.lineTo(width, height);
      draw.fill();
    }
    if (index % 3 === 1) {
      const x = width * 0.5;
      const y = height * 0.66;
      const size = height * 0.13;
      draw.fillStyle = '#0d0d12';
      draw.beginPath();
      draw.arc(x, y, size * 0.62, 0, 7);
      draw.fill();
      draw.beginPath();
      draw.ellipse(x, y + size * 2.1, size * 1.15, size * 1.6, 0, 0, 7);
      draw.fill();
    }
    const type = index % 2 ? 'image/png' : 'image/jpeg';
    const blob = await canvas.convertToBlob({ type, quality: 0.9 });
    files.push(new File([blob], `${name}.${index % 2 ? 'png' : 'jpg'}`));
  }
  const { inkreel } = globalThis;
  const report = await inkreel.import(files);
  return report.imported.map((row) => row.assetId);
};

/** Waits until no task is pending or running. */
const settle = () =>
  page.waitForFunction(
    async () =>
      (
        await globalThis.inkreel.sql(
          "SELECT count(*) AS n FROM tasks WHERE status IN ('pending', 'running')",
        )
      )[0].n === 0,
    null,
    { timeout: 180_000, polling: 500 },
  );

const go = async (route) => {
  await page.goto(`${server.url}#${route}`);
  await page.waitForTimeout(900);
};
const shoot = (path) => page.screenshot({ path });

try {
  await page.goto(server.url);
  await page.waitForFunction(() => 'inkreel' in globalThis);
  const assets = await page.evaluate(drawAll);
  await settle();
  await page.evaluate(async (ids) => {
    const { commands, enqueue, done } = globalThis.inkreel;
    await commands.editAssets({
      assets: ids,
      changes: { source: 'Midjourney', provenance: 'ai_generated' },
    });
    await commands.editAssets({ assets: ids.slice(0, 6), changes: { theme: 'night market' } });
    await commands.tagAssets({ assets: ids.slice(0, 4), add: ['moon', 'rain'] });
    await done(await enqueue('upscale', { assets: ids.slice(0, 1), scale: 2 }), {
      timeout: 120_000,
    });
    await commands.approveAssets({ assets: ids.slice(0, 9), approved: true });
    await commands.createPack({
      name: 'Night market vol. 1',
      theme: 'night market',
      license_type: 'attribution',
      assets: ids.slice(0, 8),
    });
  }, assets);
  await settle();
  await go('/library');
  await page
    .getByRole('option', { name: /Lantern street/ })
    .first()
    .click();
  await page.waitForTimeout(1200);
  await shoot('docs/screenshots/library-dark.png');
  await shoot('public/screenshots/library-wide.png');
  await page.emulateMedia({ colorScheme: 'light' });
  // Colours change by a short transition.
  await page.waitForTimeout(600);
  await shoot('docs/screenshots/library-light.png');
  await page.emulateMedia({ colorScheme: 'dark' });
  const pack = await page.evaluate(
    async () => (await globalThis.inkreel.queries.packs({})).value[0].id,
  );
  await go(`/packs/${pack}`);
  await shoot('docs/screenshots/pack.png');
  await page.evaluate(async (ids) => {
    await globalThis.inkreel.enqueue('upscale', { assets: ids.slice(2, 8), scale: 4 });
  }, assets);
  await go('/queue');
  await page.waitForTimeout(6_000);
  await shoot('docs/screenshots/queue.png');
  await settle();
  await page.setViewportSize({ width: 390, height: 844 });
  await go('/library');
  await shoot('public/screenshots/library-narrow.png');
  await shoot('docs/screenshots/phone.png');
} finally {
  await context.close();
  await server.close();
  rmSync(profile, { recursive: true, force: true });
}
