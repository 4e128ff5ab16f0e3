import type { LineageEdge, LineageNode } from '../contract/lineage.ts';

/** Like things that hang on one thing and lead nowhere, shown as one. */
export interface Fold {
  readonly id: string;
  /** The thing that they hang on. */
  readonly at: string;
  readonly type: LineageEdge['type'];
  readonly members: readonly LineageNode[];
}

export interface Folded {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  readonly folds: readonly Fold[];
}

/** So many stand for themselves; where there are more, the rest becomes one. */
export const unfolded = 6;

/**
 * Folds what crowds a graph: leaves with one tie of the same type to the same thing on the same
 * side, all but the first. What is opened (by the id of its fold) and what is focused stays.
 */
export function fold(
  graph: { readonly nodes: readonly LineageNode[]; readonly edges: readonly LineageEdge[] },
  opened: ReadonlySet<string>,
  kept: ReadonlySet<string>,
): Folded {
  const degree = new Map<string, number>();
  for (const { from, to } of graph.edges) {
    degree.set(from, (degree.get(from) ?? 0) + 1);
    degree.set(to, (degree.get(to) ?? 0) + 1);
  }
  const nodesById = new Map(graph.nodes.map((node) => [node.id, node]));
  const groups = new Map<string, { at: string; type: Fold['type']; members: LineageNode[] }>();
  for (const edge of graph.edges) {
    for (const [leaf, at, side] of [
      [edge.to, edge.from, 'down'],
      [edge.from, edge.to, 'up'],
    ] as const) {
      const node = nodesById.get(leaf);
      if (node === undefined || kept.has(leaf) || degree.get(leaf) !== 1) continue;
      const key = `fold:${side}:${edge.type}:${at}`;
      const group = groups.get(key) ?? { at, type: edge.type, members: [] };
      group.members.push(node);
      groups.set(key, group);
    }
  }
  const folds = [...groups].flatMap(([id, { at, type, members }]): readonly Fold[] =>
    members.length <= unfolded + 1 || opened.has(id)
      ? []
      : [{ id, at, type, members: members.slice(unfolded) }],
  );
  const hidden = new Set(folds.flatMap(({ members }) => members.map(({ id }) => id)));
  return {
    nodes: graph.nodes.filter(({ id }) => !hidden.has(id)),
    edges: [
      ...graph.edges.filter(({ from, to }) => !hidden.has(from) && !hidden.has(to)),
      ...folds.map(({ id, at, type }): LineageEdge =>
        id.startsWith('fold:down')
          ? { from: at, to: id, type, made_by: null }
          : { from: id, to: at, type, made_by: null },
      ),
    ],
    folds,
  };
}
