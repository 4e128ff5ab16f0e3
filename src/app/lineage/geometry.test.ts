import { expect, test } from 'vitest';

import type { LineageEdge } from '#domain/contract/lineage.ts';
import { layoutOf } from '#domain/lineage/layout.ts';
import { at, detailAt, fitted, keptIn, startView } from './geometry.ts';

const box = { width: 900, height: 700 };
/** One thing with so many results. */
const fan = (count: number) => {
  const ids = Array.from({ length: count }, (_, index) => `r${String(index)}`);
  const edges = ids.map((to): LineageEdge => ({
    from: 'a',
    to,
    type: 'derived_from',
    made_by: null,
  }));
  const layout = layoutOf(['a', ...ids], edges);
  return { layout, centre: at(layout.nodes.get('a') ?? { layer: 0, y: 0 }) };
};

test('a small graph begins whole, a wide one around its centre where names can be read', () => {
  const small = fan(3);
  expect(startView(small.layout, box, small.centre)).toEqual(fitted(small.layout, box));
  const large = fan(200);
  expect(detailAt(fitted(large.layout, box).scale)).toBe('dots');
  const view = startView(large.layout, box, large.centre);
  expect(detailAt(view.scale)).toBe('cards');
  expect(view.x + large.centre.x * view.scale).toBeCloseTo(box.width / 2);
  expect(view.y + large.centre.y * view.scale).toBeCloseTo(box.height / 2);
});

test('however far it is moved, the graph stays in sight', () => {
  const { layout } = fan(5);
  const fit = fitted(layout, box);
  expect(keptIn(fit, layout, box)).toEqual(fit);
  const away = { ...fit, x: 1e6, y: -1e6 };
  const { x, y, scale } = keptIn(away, layout, box);
  expect(x).toBe(box.width - 80);
  expect(y + (layout.bottom * 72 + 28) * scale).toBeCloseTo(80);
});
