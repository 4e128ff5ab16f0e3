import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';

import { createLive } from '#db/live.ts';
import { ok } from '#domain/result.ts';
import { type FakeClient, fakeClient } from '../../../../tests/support/face/fake-client.ts';
import { useSession } from '../../session.ts';
import { App } from '../../shell/App.tsx';
import { useOpened } from '../opened.ts';

const fresh = useSession.getState();
let client: FakeClient;
/** Answers about assets wait for it. */
let gate: Promise<void>;
let open: () => void;

const close = (): void => {
  gate = new Promise((resolve) => {
    open = resolve;
  });
};

beforeEach(async () => {
  location.hash = '#/library';
  useSession.setState(fresh, true);
  useOpened.setState({ opened: null });
  await page.viewport(1440, 900);
  client = fakeClient(20);
  gate = Promise.resolve();
  const slow = {
    ...client,
    live: createLive(async (name, params) => {
      if (['asset', 'selectionFacts', 'assetIds'].includes(name)) await gate;
      const answer = await client.query(name, params as never);
      return answer.ok ? ok({ value: answer.value, tables: [] }) : answer;
    }),
  };
  await render(<App client={slow} />);
  await expect
    .poll(() => document.querySelector('[data-n="3"]'), { timeout: 15_000 })
    .not.toBeNull();
});
afterEach(() => {
  location.hash = '';
});

const cell = (n: number): HTMLElement =>
  document.querySelector<HTMLElement>(`[data-n="${String(n)}"]`)!;

test('what is still shown of the asset before can be seen, not acted upon; what is pressed waits for the new one', async () => {
  const nameField = page.getByRole('textbox', { name: 'Name' });
  const upscale = page.getByRole('button', { name: 'Upscale', exact: true });
  const approve = page.getByRole('button', { name: /^Approved?$/u });
  await userEvent.click(cell(2));
  await expect.element(nameField).toHaveValue('Stall keeper 2.png');
  close();
  await userEvent.click(cell(3));
  expect([...useSession.getState().selected]).toEqual([3]);
  // The panel stays as it is, and takes nothing.
  await expect.element(nameField).toHaveValue('Stall keeper 2.png');
  await approve.click();
  await upscale.click();
  expect(useOpened.getState().opened).toBeNull();
  open();
  await expect.element(nameField).not.toHaveValue('Stall keeper 2.png');
  // The last that was pressed is done now, to what is shown.
  await expect.poll(() => useOpened.getState().opened?.ids).toEqual([client.rows()[2]!.id]);
  expect(client.ran.filter(({ name }) => name === 'approveAssets')).toEqual([]);
});

test('in the viewer a key goes to what was turned to, also before it is shown', async () => {
  await userEvent.dblClick(cell(1));
  await expect.element(page.getByRole('dialog')).toBeVisible();
  close();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await userEvent.keyboard('a');
  await expect
    .poll(() => client.ran.find(({ name }) => name === 'approveAssets')?.input)
    .toMatchObject({ assets: [client.rows()[1]!.id] });
  open();
});
