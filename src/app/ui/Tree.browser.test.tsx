import { useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';

import { Tree } from './Tree.tsx';

const lines = [
  { key: 'a/', depth: 0, name: 'Archive', figure: '4', hasMore: true },
  { key: 'a/t/', depth: 1, name: 'trip', figure: '3', hasMore: true },
  { key: 'a/t/d/', depth: 2, name: 'day 1', figure: '2', hasMore: false },
  { key: 'b/', depth: 0, name: 'Boxes', figure: '1', hasMore: false },
];

function Example() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Tree
      label="Folders"
      lines={lines}
      open={open}
      onOpen={(key, isOpen) => {
        const next = new Set(open);
        if (isOpen) next.add(key);
        else next.delete(key);
        setOpen(next);
      }}
      chosen={chosen}
      onChoose={setChosen}
    />
  );
}

test('B8 a tree is walked, opened and chosen from by keys alone', async () => {
  await render(<Example />);
  const item = (name: RegExp) => page.getByRole('treeitem', { name });
  await expect.element(item(/^Archive/)).toHaveAttribute('aria-expanded', 'false');
  await expect.element(item(/^Boxes/)).toHaveAttribute('aria-setsize', '2');

  await userEvent.tab();
  await expect.element(item(/^Archive/)).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.element(item(/^trip/)).toHaveFocus();
  await expect.element(item(/^trip/)).toHaveAttribute('aria-level', '2');
  await userEvent.keyboard('{ArrowRight}{ArrowDown}{Enter}');
  await expect.element(item(/^day 1/)).toHaveAttribute('aria-selected', 'true');
  // To its parent, which closes, and to a name by its first letter.
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  await expect.element(item(/^day 1/)).not.toBeInTheDocument();
  await userEvent.keyboard('b');
  await expect.element(item(/^Boxes/)).toHaveFocus();
  await userEvent.keyboard('{Home}');
  await expect.element(item(/^Archive/)).toHaveFocus();
  // One stop for Tab, wherever the focus was.
  expect(document.querySelectorAll('[role="treeitem"][tabindex="0"]')).toHaveLength(1);
});
