import { useMemo } from 'react';

import type { LineageNode } from '#domain/contract/lineage.ts';
import type { Folded } from '#domain/lineage/fold.ts';
import { edgeKey, layoutOf } from '#domain/lineage/layout.ts';
import { lineageWords as words } from '../words/lineage.ts';
import { at, pathOf, type Point } from './geometry.ts';
import { kindOf, nameOf } from './node-words.ts';

/** One box of the graph: a thing, or several folded into one. */
export interface Item {
  readonly id: string;
  readonly node: LineageNode | null;
  readonly name: string;
  readonly more: string;
  readonly place: Point;
  readonly layer: number;
}

/** The boxes and lines of a graph, each with its place. */
export function useItems({ nodes, edges, folds }: Folded) {
  const layout = useMemo(
    () => layoutOf([...nodes.map(({ id }) => id), ...folds.map(({ id }) => id)], edges),
    [nodes, edges, folds],
  );
  const items = useMemo((): readonly Item[] => {
    const placeOf = (id: string) => layout.nodes.get(id) ?? { id, layer: 0, y: 0 };
    const one = (id: string, node: LineageNode | null, name: string, more: string): Item => ({
      id,
      node,
      name,
      more,
      place: at(placeOf(id)),
      layer: placeOf(id).layer,
    });
    return [
      ...nodes.map((node) => one(node.id, node, nameOf(node), kindOf(node))),
      ...folds.map(({ id, members, type }) =>
        one(id, null, words.more(members.length), words.only(type)),
      ),
    ];
  }, [nodes, folds, layout]);
  const itemsById = useMemo(() => new Map(items.map((item) => [item.id, item])), [items]);
  const lines = useMemo(
    () =>
      edges.flatMap((edge) => {
        const [from, to] = [itemsById.get(edge.from), itemsById.get(edge.to)];
        if (!from || !to) return [];
        const bends = layout.bends.get(edgeKey(edge)) ?? [];
        const label = { x: (from.place.x + to.place.x) / 2, y: (from.place.y + to.place.y) / 2 };
        return [
          {
            key: `${edge.from} ${edge.to} ${edge.type}`,
            edge,
            label,
            isShort: bends.length === 0 && to.layer === from.layer + 1,
            path: pathOf(from.place, to.place, bends.map(at)),
          },
        ];
      }),
    [edges, itemsById, layout],
  );
  return { layout, items, itemsById, lines };
}
