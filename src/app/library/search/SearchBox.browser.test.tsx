import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';

import { fakeClient } from '../../../../tests/support/face/fake-client.ts';
import { useSession } from '../../session.ts';
import { App } from '../../shell/App.tsx';
import { useToasts } from '../../ui/toasts.ts';

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

async function show(): Promise<void> {
  await render(<App client={fakeClient(60)} />);
  await expect.element(page.getByText('60 assets')).toBeVisible();
}

const field = () => page.getByRole('combobox', { name: 'Search the library' });
const chips = (): readonly string[] =>
  [...document.querySelectorAll('[data-chip]')].map((chip) => chip.textContent ?? '');
const query = (): string => useSession.getState().place.query;
const focused = (): string | null => document.activeElement?.getAttribute('aria-label') ?? null;

test('words narrow while they are typed, and a pause glues none together', async () => {
  await show();
  await userEvent.keyboard('/moss ');
  await expect.element(page.getByText('10 assets')).toBeVisible();
  await userEvent.keyboard('3');
  await expect.element(field()).toHaveValue('moss 3');
  await userEvent.keyboard('{Escape}{Escape}');
  await expect.element(page.getByText('60 assets')).toBeVisible();
});

test('a condition becomes a chip at its space, and is searched only when it is whole', async () => {
  await show();
  await userEvent.keyboard('/kind:im');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(query()).toBe('');
  await userEvent.keyboard('age ');
  await expect.poll(chips).toEqual(['kindpicture']);
  await userEvent.keyboard('theme:"night market" lantern');
  await expect.poll(chips).toEqual(['kindpicture', 'themenight market']);
  await expect.element(field()).toHaveValue('lantern');
  await expect.poll(query).toBe('kind:image theme:"night market" lantern');
  await expect
    .poll(() => location.hash)
    .toBe('#/library?q=kind:image+theme:%22night+market%22+lantern');
});

test('chips are reached, changed and taken away by the keys alone', async () => {
  await show();
  await userEvent.keyboard('/kind:image approved:yes ');
  await expect.poll(chips).toEqual(['kindpicture', 'approvedyes']);
  await userEvent.keyboard('{ArrowLeft}');
  await expect.poll(focused).toBe('Change: approved yes');
  await userEvent.keyboard('{ArrowLeft}');
  await expect.poll(focused).toBe('Change: kind picture');
  await userEvent.keyboard('{Delete}');
  await expect.poll(query).toBe('approved:yes');
  await expect.poll(focused).toBe('Change: approved yes');
  await userEvent.keyboard('{Enter}');
  await expect.element(field()).toHaveValue('approved:yes');
  await expect.poll(focused).toBe('Search the library');
  await userEvent.keyboard('{Backspace}{Backspace}{Backspace}no{Enter}');
  await expect.poll(query).toBe('approved:no');
  await userEvent.keyboard('{Backspace}');
  await expect.poll(focused).toBe('Change: approved no');
  await userEvent.keyboard('{Backspace}');
  await expect.poll(query).toBe('');
});

test('the list offers conditions and values, and a choice writes the text', async () => {
  await show();
  await userEvent.keyboard('/appr');
  await expect.element(page.getByRole('option', { name: /^approved/ })).toBeVisible();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.element(field()).toHaveValue('approved:');
  await expect.element(page.getByRole('option', { name: /^yes/ })).toBeVisible();
  await userEvent.keyboard('{ArrowDown}');
  const lit = document.activeElement?.getAttribute('aria-activedescendant');
  expect(lit && document.getElementById(lit)?.getAttribute('aria-selected')).toBe('true');
  await userEvent.keyboard('{Enter}');
  await expect.poll(chips).toEqual(['approvedyes']);
  await expect.poll(query).toBe('approved:yes');
});

test('what cannot be read is said quietly, and the rest still searches', async () => {
  await show();
  await userEvent.keyboard('/moss rating:many{Enter}');
  await expect.element(page.getByText(/“many” cannot be read and is left out/)).toBeVisible();
});

test('the same text can be seen and written as text', async () => {
  await show();
  await userEvent.keyboard('/kind:image ');
  await expect.poll(chips).toEqual(['kindpicture']);
  await userEvent.click(page.getByRole('button', { name: 'How to search' }));
  await userEvent.click(page.getByRole('switch', { name: /Edit as text/ }));
  await expect.element(field()).toHaveValue('kind:image');
  expect(chips()).toEqual([]);
});

test('a press in the filters writes the query, and the query sets the filters', async () => {
  await show();
  await userEvent.click(page.getByRole('button', { name: 'Filter', exact: true }));
  await userEvent.click(page.getByRole('checkbox', { name: /^Picture/ }));
  await expect.poll(query).toBe('kind:image');
  await userEvent.click(page.getByRole('checkbox', { name: /^Video/ }));
  await expect.poll(query).toBe('kind:image,video');
  await userEvent.click(page.getByRole('button', { name: 'Leave out: Sound' }));
  await expect.poll(query).toBe('kind:image,video -kind:audio');
  await userEvent.click(page.getByRole('checkbox', { name: /^Picture/ }));
  await expect.poll(query).toBe('kind:video -kind:audio');
});

test('a quick filter changes only its own conditions, and back leads to where one was', async () => {
  await show();
  await userEvent.keyboard('/theme:harbour {Escape}');
  useSession.getState().setPlace({ query: 'lantern' });
  await userEvent.click(page.getByRole('button', { name: /^Approved/ }));
  await expect.poll(query).toBe('lantern approved:yes');
  await userEvent.click(page.getByRole('button', { name: /^AI-made/ }));
  await expect.poll(query).toBe('lantern provenance:ai_generated');
  await expect
    .element(page.getByRole('button', { name: /^AI-made/ }))
    .toHaveAttribute('aria-pressed', 'true');
  history.back();
  await expect.poll(query).toBe('lantern approved:yes');
  history.forward();
  await expect.poll(query).toBe('lantern provenance:ai_generated');
});
