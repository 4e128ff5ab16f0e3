/** Every way of marking parts of a picture, by mouse, pen, fingers and keyboard (capabilities 4.5). */
import type { CDPSession, Locator, Page } from '@playwright/test';

import { png } from '../fixtures/make/png.ts';
import { expect, openApp, test } from '../support/app.ts';
import { importFiles, query, quiet } from '../support/door.ts';

const width = 400;
const height = 300;
const isWithin = (x: number, y: number, left: number, top: number): boolean =>
  x >= left && x < left + 80 && y >= top && y < top + 80;

/** On white: two red squares, a window of the same size that can be seen through, a black bar. */
function drawn(): Buffer {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      if (isWithin(x, y, 40, 40) || isWithin(x, y, 280, 40)) rgba.set([200, 30, 30], at);
      if (isWithin(x, y, 160, 200)) rgba[at + 3] = 0;
      if (y >= 150 && y < 170) rgba.set([0, 0, 0], at);
    }
  }
  return png({ width, height, rgba });
}

/** A place of the picture, which is shown at its own size in the middle of the stage. */
async function placeOn(page: Page): Promise<(x: number, y: number) => { x: number; y: number }> {
  const box = (await page.getByRole('group', { name: /the picture being edited/ }).boundingBox())!;
  const left = box.x + box.width / 2 - width / 2;
  const top = box.y + box.height / 2 - height / 2;
  return (x, y) => ({ x: left + x, y: top + y });
}

async function opened(
  page: Page,
  url: string,
): Promise<{ readonly panel: Locator; readonly picture: string }> {
  page.setDefaultTimeout(8_000);
  await openApp(page, url);
  const { imported } = await importFiles(page, [{ name: 'shapes.png', bytes: drawn() }]);
  await quiet(page);
  const id = imported[0]!.assetId!;
  await page.goto(`${url}#/enhance/${id}?tool=mask`);
  const panel = page.getByRole('complementary', { name: 'Mask' });
  await expect(panel.getByText('Nothing is marked yet')).toBeVisible();
  return { panel, picture: id };
}

/** Expects that an act left this, that it can be undone, and done again. */
async function gives(page: Page, panel: Locator, before: string, after: string): Promise<void> {
  const facts = panel.getByRole('status').first();
  await expect(facts).toHaveText(after);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(facts).toHaveText(before);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(facts).toHaveText(after);
}

const nothing = 'Nothing is marked yet';

test('4.5 each act of masks gives what it says, is undone and done again', async ({
  page,
  app,
}) => {
  const { panel } = await opened(page, app.url);
  const at = await placeOn(page);
  const drag = async (...places: readonly (readonly [number, number])[]): Promise<void> => {
    for (const [index, [x, y]] of places.entries()) {
      const { x: left, y: top } = at(x, y);
      await page.mouse.move(left, top, { steps: 3 });
      if (index === 0) await page.mouse.down();
    }
    await page.mouse.up();
  };
  const choose = (name: string): Promise<void> =>
    panel.getByText(name, { exact: true }).first().click();
  const press = (name: string): Promise<void> =>
    panel.getByRole('button', { name, exact: true }).click();

  await choose('Rectangle');
  await drag([50, 50], [150, 100]);
  await gives(page, panel, nothing, '4.2% of the picture, 1 part');
  await choose('Ellipse');
  await drag([250, 50], [350, 150]);
  await gives(page, panel, '4.2% of the picture, 1 part', '11% of the picture, 2 parts');
  await choose('Put instead');
  await choose('Lasso');
  await drag([50, 50], [150, 50], [150, 150], [50, 50]);
  await gives(page, panel, '11% of the picture, 2 parts', '4.2% of the picture, 1 part');
  const lasso = '4.2% of the picture, 1 part';

  const oneSquare = '5.3% of the picture, 1 part';
  const twoSquares = '11% of the picture, 2 parts';
  await choose('Colour');
  await page.mouse.click(at(80, 80).x, at(80, 80).y);
  await gives(page, panel, lasso, oneSquare);
  await choose('Only what hangs together');
  await page.mouse.click(at(80, 80).x, at(80, 80).y);
  await gives(page, panel, oneSquare, twoSquares);

  await choose('From the picture');
  await press('What can be seen through');
  await gives(page, panel, twoSquares, oneSquare);
  await panel.getByRole('spinbutton', { name: 'Brightness from' }).fill('0');
  await panel.getByRole('spinbutton', { name: 'to', exact: true }).fill('20');
  await press('Mark this brightness');
  const bar = '6.7% of the picture, 1 part';
  await gives(page, panel, oneSquare, bar);

  await press('Grow');
  await gives(page, panel, bar, '12% of the picture, 1 part');
  await press('Shrink');
  await gives(page, panel, '12% of the picture, 1 part', bar);
  await press('Invert');
  await gives(page, panel, bar, '93% of the picture, 2 parts');
  await press('Clear');
  await gives(page, panel, '93% of the picture, 2 parts', nothing);

  await choose('Rectangle');
  await choose('Added');
  await drag([100, 50], [300, 250]);
  await press('Feather');
  await expect(panel.getByRole('status').first()).toHaveText(/^3\d% of the picture, 1 part$/);
  await choose('Taken away');
  await drag([190, 0], [210, 300]);
  await expect(panel.getByRole('status').first()).toHaveText(/^3\d% of the picture, 2 parts$/);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(panel.getByRole('status').first()).toHaveText(/^3\d% of the picture, 1 part$/);
  await choose('Kept only there');
  await drag([100, 50], [200, 150]);
  await expect(panel.getByRole('status').first()).toHaveText('7.8% of the picture, 1 part');
});

/** A stroke of a pen of some pressure; `buttons` 32 is its other end. */
async function pen(
  cdp: CDPSession,
  places: readonly { x: number; y: number }[],
  force: number,
  buttons = 1,
): Promise<void> {
  const common = { pointerType: 'pen', force, button: 'left', buttons } as const;
  const [first] = places;
  await cdp.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...first!, ...common });
  for (const place of places) {
    await cdp.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...place, ...common });
  }
  const last = { ...places.at(-1)!, pointerType: 'pen', button: 'left', buttons: 0 } as const;
  await cdp.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...last });
}

const shareOf = async (panel: Locator): Promise<number> => {
  const facts = panel.getByRole('status').first();
  await expect(facts).toHaveText(/%/);
  return Number.parseFloat((await facts.textContent()) ?? '');
};

test('4.5 a pen draws by its pressure, a finger draws, and two fingers move the picture', async ({
  page,
  app,
}) => {
  const { panel } = await opened(page, app.url);
  const at = await placeOn(page);
  const cdp = await page.context().newCDPSession(page);
  const facts = panel.getByRole('status').first();
  const line = [at(60, 60), at(200, 60), at(340, 60)];

  await pen(cdp, line, 1);
  const strong = await shareOf(panel);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(facts).toHaveText(nothing);
  await pen(cdp, line, 0.2);
  const light = await shareOf(panel);
  expect(strong).toBeGreaterThan(10);
  expect(light / strong).toBeGreaterThan(0.2);
  expect(light / strong).toBeLessThan(0.5);
  await page.keyboard.press('ControlOrMeta+z');

  const touch = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    ...points: { x: number; y: number }[]
  ) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map((point, id) => ({ ...point, id })),
    });
  await touch('touchStart', at(60, 60));
  await touch('touchMove', at(200, 60));
  await touch('touchMove', at(340, 60));
  await touch('touchEnd');
  expect(await shareOf(panel)).toBeCloseTo(strong, 0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(facts).toHaveText(nothing);

  // A second finger takes back what the first began, and both together enlarge.
  const zoom = page.getByRole('button', { name: /100\s?%/ }).first();
  await expect(zoom).toBeVisible();
  await touch('touchStart', at(180, 150));
  await touch('touchMove', at(170, 150));
  await touch('touchStart', at(170, 150), at(230, 150));
  await touch('touchMove', at(140, 150), at(260, 150));
  await touch('touchEnd');
  await expect(zoom).toBeHidden();
  await expect(facts).toHaveText(nothing);
});

/** Presses Tab until the control of this name has the focus. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let turn = 0; turn < 80; turn += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${control.toString()}`);
}

test('4.5 a mask is made, changed, named and kept by the keyboard alone', async ({ page, app }) => {
  const { panel, picture } = await opened(page, app.url);
  const facts = panel.getByRole('status').first();
  const button = (name: string): Locator => panel.getByRole('button', { name, exact: true });
  await tabTo(page, panel.locator('summary', { hasText: 'By numbers' }));
  await page.keyboard.press('Enter');
  await tabTo(page, panel.getByRole('spinbutton', { name: 'Left', exact: true }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('50');
  await tabTo(page, button('Add'));
  await page.keyboard.press('Space');
  await expect(facts).toHaveText('25% of the picture, 1 part');
  // A colour at a place: x is where the second red square is.
  await tabTo(page, panel.getByRole('spinbutton', { name: 'x', exact: true }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('60');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('60');
  await tabTo(page, button('Select colour'));
  await page.keyboard.press('Enter');
  await expect(facts).toHaveText('30% of the picture, 2 parts');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(facts).toHaveText('25% of the picture, 1 part');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await tabTo(page, button('Invert'));
  await page.keyboard.press('Enter');
  await expect(facts).toHaveText('70% of the picture, 1 part');
  await tabTo(page, panel.getByRole('textbox', { name: 'Name' }));
  await page.keyboard.type('All but the right');
  await tabTo(page, button('Keep as a mask'));
  await page.keyboard.press('Enter');
  await expect(page.getByText('The mask is in your library').first()).toBeVisible();
  const [kept] = await query(page, 'masksFor', { picture, limit: 10 });
  expect(kept).toMatchObject({ name: 'All but the right', width, height, is_own: 1 });
});
