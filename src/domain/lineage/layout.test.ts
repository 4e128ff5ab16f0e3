import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { LineageEdge, LineageNode } from '../contract/lineage.ts';
import { fold, unfolded } from './fold.ts';
import { edgeKey, type FlowEdge, layoutOf } from './layout.ts';

const graphs = fc.integer({ min: 0, max: 40 }).chain((size) =>
  fc.record({
    ids: fc.constant(Array.from({ length: size }, (_, index) => `n${index}`)),
    edges: fc.array(
      fc.record({ from: fc.nat({ max: 45 }), to: fc.nat({ max: 45 }) }).map(({ from, to }) => ({
        from: `n${from}`,
        to: `n${to}`,
      })),
      { maxLength: 90 },
    ),
  }),
);

test('no two nodes, and no node and passing edge, stand on each other', () => {
  fc.assert(
    fc.property(graphs, ({ ids, edges }) => {
      const { nodes, bends } = layoutOf(ids, edges);
      const places = [...nodes.values(), ...[...bends.values()].flat()];
      for (const at of new Set(places.map(({ layer }) => layer))) {
        const here = places.filter(({ layer }) => layer === at);
        const ys = here.map(({ y }) => y).toSorted((a, b) => a - b);
        for (const [index, y] of ys.entries()) {
          if (index > 0) expect(y - (ys[index - 1] ?? 0)).toBeGreaterThan(1 - 1e-6);
        }
      }
    }),
  );
});

test('every edge goes from left to right, but those that close a loop', () => {
  fc.assert(
    fc.property(graphs, ({ ids, edges }) => {
      const { nodes, back, layers } = layoutOf(ids, edges);
      for (const edge of edges) {
        const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
        if (!from || !to || edge.from === edge.to) continue;
        if (!back.has(edgeKey(edge))) expect(to.layer).toBeGreaterThan(from.layer);
      }
      for (const { layer, y } of nodes.values()) {
        expect(layer).toBeGreaterThanOrEqual(0);
        expect(layer).toBeLessThan(layers);
        expect(Number.isFinite(y)).toBe(true);
      }
    }),
  );
});

test('a graph without loops has no edge that goes back', () => {
  fc.assert(
    fc.property(graphs, ({ ids, edges }) => {
      const number = (id: string): number => Number(id.slice(1));
      const forward = edges.filter(({ from, to }) => number(from) < number(to));
      expect(layoutOf(ids, forward).back.size).toBe(0);
    }),
  );
});

test('the same graph gives the same picture', () => {
  fc.assert(
    fc.property(graphs, ({ ids, edges }) => {
      expect(layoutOf(ids, edges)).toEqual(layoutOf(ids, edges));
    }),
  );
});

test('two ways that can be drawn without crossing do not cross', () => {
  const edges: FlowEdge[] = [
    { from: 'a', to: 'y' },
    { from: 'b', to: 'x' },
  ];
  const { nodes } = layoutOf(['a', 'b', 'x', 'y'], edges);
  const y = (id: string): number => nodes.get(id)?.y ?? NaN;
  expect(Math.sign(y('a') - y('b'))).toBe(Math.sign(y('y') - y('x')));
});

test('500 things are laid out in moments, not minutes', () => {
  const ids = Array.from({ length: 500 }, (_, index) => `n${index}`);
  const edges = ids.flatMap((to, index) =>
    index === 0
      ? []
      : [
          { from: `n${Math.floor((index - 1) / 3)}`, to },
          ...(index % 5 === 0 ? [{ from: `n${Math.floor(index / 7)}`, to }] : []),
        ],
  );
  const begun = performance.now();
  layoutOf(ids, edges);
  // Generous: a busy machine is slow, not wrong.
  expect(performance.now() - begun).toBeLessThan(5_000);
});

const node = (id: string): LineageNode => ({
  id,
  is: 'asset',
  name: id,
  kind: 'image',
  n: 1,
  blob: null,
  format: null,
  state: 'ready',
  status: null,
  width: null,
  height: null,
  created_at: 0,
  deleted_at: null,
  depth: 0,
  more_up: 0,
  more_down: 0,
});
const made = (from: string, to: string): LineageEdge => ({
  from,
  to,
  type: 'derived_from',
  made_by: null,
});

test('many like leaves become one, which can be opened; what is focused stays', () => {
  const leaves = Array.from({ length: 50 }, (_, index) => `leaf${index}`);
  const graph = {
    nodes: ['root', ...leaves].map(node),
    edges: leaves.map((leaf) => made('root', leaf)),
  };
  const folded = fold(graph, new Set(), new Set(['leaf49']));
  expect(folded.nodes).toHaveLength(1 + unfolded + 1);
  expect(folded.folds[0]?.members).toHaveLength(49 - unfolded);
  expect(folded.edges.at(-1)).toEqual(made('root', folded.folds[0]?.id ?? ''));
  const opened = fold(graph, new Set([folded.folds[0]?.id ?? '']), new Set());
  expect(opened.nodes).toHaveLength(51);
  expect(opened.folds).toEqual([]);
});
