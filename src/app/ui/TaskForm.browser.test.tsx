import { useState } from 'react';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';

import { convertVideo } from '#tasks/convert_video/task.ts';
import { initialSettings, TaskForm } from './TaskForm.tsx';

function Form({
  wrong = null,
}: {
  readonly wrong?: { readonly name: string; readonly reason: string } | null;
}) {
  const [settings, setSettings] = useState(initialSettings(convertVideo.fields));
  return (
    <TaskForm
      fields={convertVideo.fields}
      settings={settings}
      onSettings={setSettings}
      wrongField={wrong}
    />
  );
}

test('keeps rare settings behind one line, and counts the changed ones', async () => {
  await render(<Form />);
  const turn = page.getByText('Turn', { exact: true });
  await expect.element(page.getByLabelText('Format')).toBeVisible();
  await expect.element(turn).not.toBeVisible();
  await page.getByText('More settings', { exact: true }).click();
  await page.getByText('90°').click();
  await page.getByText('More settings (1 changed)').click();
  await expect.element(turn).not.toBeVisible();

  await expect.element(page.getByLabelText('Frames a second')).not.toBeVisible();
});

test('shows a rare setting that is wrong', async () => {
  await render(<Form wrong={{ name: 'fps', reason: 'at most 120' }} />);
  await expect.element(page.getByLabelText('Frames a second')).toBeVisible();
  await expect.element(page.getByText('at most 120')).toBeVisible();
});
