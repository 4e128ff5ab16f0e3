import { useState } from 'react';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';

import { PicturePane, type Swipe } from './PicturePane.tsx';
import { type SharedView, wholeView } from './shared-view.ts';

const drawing = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200"/></svg>',
)}`;
const picture = { url: drawing, alt: 'A drawing', width: 300, height: 200 };

function Pane({ told, first = wholeView }: { told: (swipe: Swipe) => void; first?: SharedView }) {
  const [view, setView] = useState(first);
  return (
    <div style={{ display: 'flex', width: 600, height: 400 }}>
      <PicturePane
        picture={picture}
        view={view}
        onView={setView}
        label="Stage"
        onSwipe={told}
        hint={(swipe) => `would go ${swipe}`}
      />
    </div>
  );
}

const stage = () => page.getByRole('group', { name: 'Stage' }).element();
/** A finger (or what else) that goes down in the middle, moves by so much, and is lifted. */
function drag(x: number, y: number, pointerType = 'touch', id = 7, lift = 'pointerup'): void {
  const send = (type: string, dx: number, dy: number) =>
    stage().dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        pointerId: id,
        pointerType,
        button: type === 'pointermove' ? -1 : 0,
        clientX: 300 + dx,
        clientY: 200 + dy,
      }),
    );
  // There is no real finger, so there is nothing to capture.
  stage().setPointerCapture = () => undefined;
  send('pointerdown', 0, 0);
  for (let part = 1; part <= 4; part += 1) send('pointermove', (x * part) / 4, (y * part) / 4);
  send(lift, x, y);
}

test('a finger decides by swiping right, left or up, and by nothing else', async () => {
  const told: Swipe[] = [];
  await render(<Pane told={(swipe) => told.push(swipe)} />);
  drag(160, 10);
  drag(-160, 10);
  drag(5, -160);
  expect(told).toEqual(['right', 'left', 'up']);
  drag(40, 0);
  drag(0, 160);
  drag(120, -115);
  drag(200, 0, 'mouse');
  drag(200, 0, 'touch', 8, 'pointercancel');
  expect(told).toHaveLength(3);
});

test('what is enlarged is moved, not decided about', async () => {
  const told: Swipe[] = [];
  await render(<Pane told={(swipe) => told.push(swipe)} first={{ factor: 4, x: 0.5, y: 0.5 }} />);
  await expect.element(page.getByAltText('A drawing')).toBeInTheDocument();
  const before = page.getByAltText('A drawing').element().getBoundingClientRect().left;
  drag(120, 0);
  await expect
    .poll(() => page.getByAltText('A drawing').element().getBoundingClientRect().left - before)
    .toBeGreaterThan(60);
  expect(told).toEqual([]);
});

test('the keys enlarge and move, and say so to the keys of the whole window', async () => {
  await render(<Pane told={() => undefined} />);
  (stage() as HTMLElement).focus();
  expect(stage().hasAttribute('data-moves')).toBe(false);
  stage().dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true }));
  await expect.poll(() => stage().hasAttribute('data-moves')).toBe(true);
});
