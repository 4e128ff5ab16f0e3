import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';

import type { Point } from './MenuList.tsx';
import { Tree } from './Tree.tsx';

const lines = [
  { key: 'a/', depth: 0, name: 'Archive', figure: '4', hasMore: true },
  { key: 'a/t/', depth: 1, name: 'trip', figure: '3', hasMore: true },
  { key: 'a/t/d/', depth: 2, name: 'day 1', figure: '2', hasMore: false },
  { key: 'b/', depth: 0, name: 'Boxes', figure: '1', hasMore: false },
];

function Example({ onMenu }: { readonly onMenu?: (key: string, at: Point) => void }) {
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
      {...(onMenu ? { onMenu } : {})}
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

test('a menu is asked for on a line: by the right button, by the menu key, by a finger that rests', async () => {
  const onMenu = vi.fn<(key: string, at: Point) => void>();
  await render(<Example onMenu={onMenu} />);
  const line = page.getByRole('treeitem', { name: /^Boxes/ }).element();
  const box = line.getBoundingClientRect();
  const inside = { clientX: box.left + 40, clientY: box.top + 8, bubbles: true, cancelable: true };

  expect(line.dispatchEvent(new PointerEvent('contextmenu', { ...inside, button: 2 }))).toBe(false);
  expect(onMenu).toHaveBeenLastCalledWith(
    'b/',
    { x: inside.clientX, y: inside.clientY },
    expect.any(HTMLElement),
  );
  // The menu key has no place of its own: the menu stands below the line.
  line.dispatchEvent(new PointerEvent('contextmenu', { bubbles: true, cancelable: true }));
  expect(onMenu.mock.lastCall?.[1].y).toBe(box.bottom);

  const finger = { ...inside, pointerType: 'touch' };
  const after = (type: string) => line.dispatchEvent(new PointerEvent(type, finger));
  onMenu.mockClear();
  after('pointerdown');
  after('pointerup');
  expect(onMenu, 'a tap').not.toHaveBeenCalled();
  const isChosen = () => line.getAttribute('aria-selected') === 'true';
  after('pointerdown');
  // What the system would open while the finger rests stays away.
  expect(line.dispatchEvent(new PointerEvent('contextmenu', finger))).toBe(false);
  expect(onMenu, 'before it is lifted').not.toHaveBeenCalled();
  await new Promise((resolve) => setTimeout(resolve, 500));
  after('pointerup');
  expect(onMenu).toHaveBeenCalledOnce();
  line.dispatchEvent(new MouseEvent('click', { ...inside, detail: 1 }));
  expect(isChosen(), 'the click that ends it').toBe(false);
  line.dispatchEvent(new MouseEvent('click', { ...inside, detail: 1 }));
  await expect.poll(isChosen).toBe(true);
});
