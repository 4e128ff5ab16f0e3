import { useState } from 'react';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';

import { convertVideo } from '#tasks/convert_video/task.ts';
import { givenSettings, initialSettings, TaskForm } from './TaskForm.tsx';

function Form() {
  const [settings, setSettings] = useState(initialSettings(convertVideo.fields));
  const parsed = convertVideo.parse(givenSettings(settings));
  const wrong =
    !parsed.ok && parsed.failure.code === 'invalid_input' && parsed.failure.field
      ? { name: parsed.failure.field, reason: parsed.failure.reason }
      : null;
  return (
    <TaskForm
      fields={convertVideo.fields}
      settings={settings}
      onSettings={setSettings}
      wrongField={wrong}
    />
  );
}

test('keeps rare settings behind one line, counts the changed ones, and hides nothing wrong', async () => {
  await render(<Form />);
  const turn = page.getByText('Turn', { exact: true });
  await expect.element(page.getByLabelText('Format')).toBeVisible();
  await expect.element(turn).not.toBeVisible();
  await page.getByText('More settings', { exact: true }).click();
  await page.getByText('90°').click();
  await page.getByText('More settings (1 changed)').click();
  await expect.element(turn).not.toBeVisible();

  await page.getByText('More settings (1 changed)').click();
  const rate = page.getByLabelText('Frames a second');
  await rate.fill('500');
  await page.getByText('More settings (2 changed)').click();
  await expect.element(rate).toBeVisible();
  // Mended, it stays open under the hands of who mended it.
  await rate.fill('30');
  await expect.element(rate).toBeVisible();
});
