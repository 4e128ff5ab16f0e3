import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';

import { type FakeClient, fakeClient } from '../../../tests/support/face/fake-client.ts';
import { useSession } from '../session.ts';
import { App } from '../shell/App.tsx';
import { useToasts } from '../ui/toasts.ts';

let client: FakeClient;
const fresh = useSession.getState();

beforeEach(async () => {
  location.hash = '#/library';
  useSession.setState(fresh, true);
  useToasts.setState({ toasts: [] });
  await page.viewport(1440, 900);
});
afterEach(() => {
  location.hash = '';
});

async function show(count: number): Promise<void> {
  client = fakeClient(count);
  await render(<App client={client} />);
  await expect.element(page.getByRole('listbox', { name: 'Assets' })).toBeVisible();
  await expect.poll(() => document.querySelector('[data-n="1"]')).not.toBeNull();
}

/** Row numbers of the selection; the fake's are 1, 2, 3 … in the order shown. */
const selected = (): readonly number[] =>
  [...useSession.getState().selected].toSorted((a, b) => a - b);
const cell = (n: number): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-n="${String(n)}"]`);
  if (!found) throw new Error(`cell ${String(n)} is not drawn`);
  return found;
};
const middle = (element: Element): number => {
  const box = element.getBoundingClientRect();
  return box.left + box.width / 2;
};
const focused = async (n: number): Promise<void> => {
  await expect.poll(() => document.activeElement?.getAttribute('data-n')).toBe(String(n));
};

test('the mouse selects one, adds with Ctrl, and ranges with Shift', async () => {
  await show(60);
  await userEvent.click(cell(2));
  expect(selected()).toEqual([2]);
  await userEvent.keyboard('{Control>}');
  await userEvent.click(cell(5));
  await userEvent.keyboard('{/Control}');
  expect(selected()).toEqual([2, 5]);
  await userEvent.keyboard('{Shift>}');
  await userEvent.click(cell(8));
  await userEvent.keyboard('{/Shift}');
  expect(selected()).toEqual([5, 6, 7, 8]);
  await expect.element(page.getByText('4 of 60 selected')).toBeVisible();
  expect(cell(6).getAttribute('aria-selected')).toBe('true');
  expect(cell(2).getAttribute('aria-selected')).toBe('false');
});

test('the keys move by what is seen, select ranges, all and none', async () => {
  await show(60);
  await userEvent.click(cell(2));
  await focused(2);
  await userEvent.keyboard('{ArrowRight}');
  await focused(3);
  expect(selected()).toEqual([3]);

  const before = cell(3).getBoundingClientRect();
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(() => useSession.getState().active).not.toBe(3);
  const below = document.activeElement;
  const after = below?.getBoundingClientRect();
  expect(after && after.top > before.top).toBe(true);
  expect(after && after.left <= middle(cell(3)) && after.right >= middle(cell(3))).toBe(true);

  await userEvent.keyboard('{Home}');
  await focused(1);
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
  expect(selected()).toEqual([1, 2, 3]);
  await userEvent.keyboard(' ');
  expect(selected()).toEqual([1, 2]);
  await userEvent.keyboard('{Control>}a{/Control}');
  expect(selected()).toHaveLength(60);
  await userEvent.keyboard('{Escape}');
  expect(selected()).toEqual([]);
});

test('only the window is drawn of 20,000 assets, and the last one can be reached', async () => {
  await show(20_000);
  expect(document.querySelectorAll('[role="option"]').length).toBeLessThan(200);
  await userEvent.click(cell(1));
  await userEvent.keyboard('{End}');
  await focused(20_000);
  expect(cell(20_000).getAttribute('aria-posinset')).toBe('20000');
  const box = cell(20_000).getBoundingClientRect();
  expect(box.top).toBeGreaterThan(0);
  expect(box.bottom).toBeLessThan(innerHeight);
});

test('a rectangle drawn with the mouse selects what it touches', async () => {
  await show(60);
  const from = cell(1).getBoundingClientRect();
  const to = cell(2).getBoundingClientRect();
  const at = (type: string, x: number, y: number): void => {
    const target = document.elementFromPoint(x, y) ?? document.body;
    target.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        cancelable: true,
        pointerType: 'mouse',
        button: 0,
        buttons: 1,
        clientX: x,
        clientY: y,
      }),
    );
  };
  at('pointerdown', from.left + 20, from.top + 20);
  at('pointermove', from.left + 60, from.top + 40);
  at('pointermove', to.left + 30, to.top + 60);
  expect(selected()).toEqual([1, 2]);
  at('pointerup', to.left + 30, to.top + 60);
  expect(selected()).toEqual([1, 2]);
});

test('A approves the selection, and Ctrl Z takes it back', async () => {
  await show(20);
  await userEvent.click(cell(2));
  await userEvent.keyboard('a');
  await expect.poll(() => client.rows()[1]?.approved).toBe(1);
  await expect.element(page.getByText('1 asset approved')).toBeVisible();
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.poll(() => client.rows()[1]?.approved).toBe(0);
});

test('the viewer goes to the next and approves by keys, before anything in it was pressed', async () => {
  await show(20);
  await userEvent.click(cell(2));
  await userEvent.keyboard('{Enter}');
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByText('2 of 20')).toBeVisible();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(dialog.getByText('3 of 20')).toBeVisible();
  await userEvent.keyboard('a');
  await expect.poll(() => client.rows()[2]?.approved).toBe(1);
  expect(client.rows()[1]?.approved).toBe(0);
  await userEvent.keyboard('{Escape}');
  await focused(3);
});

test('what leaves the filter leaves the selection, and the next one takes its place', async () => {
  await show(20);
  await userEvent.click(page.getByRole('button', { name: /^Not reviewed/ }));
  await expect.poll(() => document.querySelector('[data-n="1"]')).toBeNull();
  await userEvent.click(cell(2));
  await userEvent.keyboard('a');
  await expect.poll(() => selected()).toEqual([3]);
  await expect.poll(() => document.activeElement?.getAttribute('data-n')).toBe('3');
});

test('the name is changed where it stands, in one command', async () => {
  await show(20);
  await userEvent.click(cell(2));
  const name = page.getByRole('textbox', { name: 'Name' });
  await expect.element(name).toHaveValue('Stall keeper 2.png');
  await userEvent.fill(name, 'The keeper');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => client.rows()[1]?.name).toBe('The keeper');
  expect(client.ran.filter((one) => one.name === 'editAssets')).toHaveLength(1);
});

test('several values are shown as mixed, and a change goes to all as one command', async () => {
  await show(20);
  await userEvent.click(cell(1));
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await expect.element(page.getByRole('heading', { name: '2 assets' })).toBeVisible();
  await expect
    .element(page.getByLabelText('Theme'))
    .toHaveAttribute('placeholder', '2 different values');
  await userEvent.fill(page.getByLabelText('Theme'), 'harbour');
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() =>
      client
        .rows()
        .slice(0, 2)
        .map((row) => row.theme),
    )
    .toEqual(['harbour', 'harbour']);
  expect(client.ran.filter((one) => one.name === 'editAssets')).toHaveLength(1);
});

test('the place is kept when the window becomes narrower', async () => {
  await show(400);
  const scroller = document.querySelector('[role="listbox"]')?.parentElement?.parentElement;
  if (!scroller) throw new Error('no scroller');
  scroller.scrollTop = 3_000;
  const topmost = (): number => {
    const edge = scroller.getBoundingClientRect().top;
    const cells = [...document.querySelectorAll<HTMLElement>('[data-n]')];
    const seen = cells.filter((one) => one.getBoundingClientRect().bottom > edge + 1);
    return Math.min(...seen.map((one) => Number(one.dataset['n'])));
  };
  await expect.poll(topmost).toBeGreaterThan(20);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const before = topmost();
  await page.viewport(1180, 900);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(Math.abs(topmost() - before)).toBeLessThanOrEqual(6);
});

test('an empty library teaches and offers one thing to do', async () => {
  client = fakeClient(0);
  await render(<App client={client} />);
  await page.getByRole('button', { name: 'Start empty' }).click();
  await expect.element(page.getByRole('heading', { name: 'Your library is empty' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Import files' })).toBeVisible();
});

test('files dropped anywhere are handed to the import', async () => {
  await show(5);
  const transfer = new DataTransfer();
  transfer.items.add(new File(['x'], 'lamp.png', { type: 'image/png' }));
  document.body.dispatchEvent(
    new DragEvent('dragenter', { bubbles: true, cancelable: true, dataTransfer: transfer }),
  );
  await expect.element(page.getByText('Drop to import')).toBeVisible();
  document.body.dispatchEvent(
    new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }),
  );
  await expect
    .poll(() => client.ran.find((one) => one.name === 'importFiles')?.input)
    .toEqual(['lamp.png']);
  await expect.poll(() => page.getByText('Drop to import').query()).toBeNull();
});
