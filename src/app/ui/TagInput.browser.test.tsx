import { useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';

import { TagInput } from './TagInput.tsx';

function Tags() {
  const [tags, setTags] = useState<readonly string[]>([]);
  return (
    <>
      <TagInput
        label="Add a tag"
        tags={tags.map((value) => ({ value }))}
        suggestions={[{ value: 'market', count: 3 }]}
        onTyped={() => undefined}
        onAdd={(tag) => setTags((before) => [...before, tag])}
        onRemove={() => undefined}
      />
      <button type="button">Elsewhere</button>
      <output>{tags.join('|')}</output>
    </>
  );
}

test('what was given up with Escape is not added when the field is left; the rest is', async () => {
  await render(<Tags />);
  const field = page.getByRole('combobox', { name: 'Add a tag' });
  const said = page.getByRole('status');
  await field.click();
  await userEvent.keyboard('mar{Escape}');
  await expect.element(field).toHaveValue('');
  await userEvent.tab();
  await field.click();
  await userEvent.keyboard('dusk');
  await userEvent.tab();
  await expect.element(said).toHaveTextContent(/^dusk$/);
  await field.click();
  await userEvent.keyboard('mar{ArrowDown}{Enter}');
  await expect.element(said).toHaveTextContent(/^dusk\|market$/);
});
