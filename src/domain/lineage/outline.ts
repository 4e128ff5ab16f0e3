import type { LineageEdge, LineageGraph, LineageNode } from '../contract/lineage.ts';

/** One line of the graph read as a tree, from the asset in its middle outwards. */
export interface OutlineLine {
  /** Unique: a node may stand in several places. */
  readonly key: string;
  readonly parent: string | null;
  readonly node: LineageNode;
  /** The tie to the line above; null for the middle. */
  readonly edge: LineageEdge | null;
  readonly side: 'up' | 'down';
  /** From 1. */
  readonly level: number;
  /** It was told before, with all that hangs on it. */
  readonly again: boolean;
  readonly isLeaf: boolean;
}

/** The graph as two trees: what the focus comes from, and what came of it; each branch told once. */
export function outlineOf(graph: LineageGraph, focus: string): readonly OutlineLine[] {
  const nodesById = new Map(graph.nodes.map((node) => [node.id, node]));
  const lines: OutlineLine[] = [];
  for (const side of ['up', 'down'] as const) {
    const told = new Set<string>([focus]);
    const next = (id: string): readonly (readonly [LineageEdge, LineageNode])[] =>
      graph.edges.flatMap((edge) => {
        const [near, far] = side === 'up' ? [edge.to, edge.from] : [edge.from, edge.to];
        const node = near === id ? nodesById.get(far) : undefined;
        return node === undefined ? [] : [[edge, node] as const];
      });
    const tell = (id: string, parent: string | null, level: number): void => {
      for (const [edge, node] of next(id)) {
        const key = `${parent ?? side}/${edge.type}:${node.id}`;
        const again = told.has(node.id);
        const isLeaf = again || next(node.id).length === 0;
        lines.push({ key, parent, node, edge, side, level, again, isLeaf });
        if (again) continue;
        told.add(node.id);
        tell(node.id, key, level + 1);
      }
    };
    tell(focus, null, 1);
  }
  return lines;
}
