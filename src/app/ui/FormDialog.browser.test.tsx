import { useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';

import { Button } from './Button.tsx';
import { Field } from './Field.tsx';
import { FormDialog } from './FormDialog.tsx';
import { TextInput } from './TextInput.tsx';

function Desk({ onMade }: { readonly onMade: (name: string) => Promise<void> }) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const save = async (): Promise<void> => {
    setMissing(name === '');
    if (name !== '') await onMade(name);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      {open && (
        <FormDialog title="Pack" act="Make" onSubmit={save} onClose={() => setOpen(false)}>
          <Field label="Name" error={missing ? 'A pack needs a name' : null}>
            {(control) => (
              <TextInput
                {...control}
                required
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        </FormDialog>
      )}
    </>
  );
}

test('is opened by a double click, says what is missing, and takes an order once', async () => {
  const made: string[] = [];
  let finish = (): void => undefined;
  await render(
    <Desk
      onMade={(name) => {
        made.push(name);
        return new Promise((resolve) => (finish = resolve));
      }}
    />,
  );
  await page.getByRole('button', { name: 'Open' }).dblClick();
  const name = page.getByRole('textbox', { name: 'Name' });
  const act = page.getByRole('button', { name: 'Make' });
  await expect.element(name).toBeVisible();
  await act.click();
  await expect.element(page.getByText('A pack needs a name')).toBeVisible();
  await expect.element(name).toHaveFocus();
  await userEvent.keyboard('Foxes');
  await act.dblClick();
  await expect.poll(() => made).toEqual(['Foxes']);
  finish();
});
