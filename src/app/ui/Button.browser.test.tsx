import { useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';

import { Button } from './Button.tsx';

function Approve() {
  const [open, setOpen] = useState(1);
  return (
    <Button unavailable={open === 0 ? 'everything is decided' : null} onClick={() => setOpen(0)}>
      {`Approve ${open}`}
    </Button>
  );
}

test('a double click on what is to be done next does it once; others take every click', async () => {
  const done: string[] = [];
  await render(
    <>
      <Button look="primary" onClick={() => done.push('save')}>
        {'Save'}
      </Button>
      <Button onClick={() => done.push('step')}>{'Step'}</Button>
    </>,
  );
  await userEvent.dblClick(page.getByRole('button', { name: 'Save' }));
  await userEvent.dblClick(page.getByRole('button', { name: 'Step' }));
  expect(done).toEqual(['save', 'step', 'step']);
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Enter}{Enter}');
  expect(done).toEqual(['save', 'step', 'step', 'save', 'save']);
});

test('keeps the focus when what it did makes it unavailable, and says why', async () => {
  await render(<Approve />);
  const button = page.getByRole('button');
  await userEvent.tab();
  await expect.element(button).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(button).toHaveTextContent('Approve 0');
  await expect.element(button).toHaveAttribute('aria-disabled', 'true');
  await expect.element(button).toHaveFocus();
  // The pointer may lie there already, from a test before: a reason is told to one that comes.
  await userEvent.unhover(button);
  await button.hover();
  await expect.element(page.getByText('everything is decided')).toBeVisible();
});
