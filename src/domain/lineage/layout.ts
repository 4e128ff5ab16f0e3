/**
 * Places for a graph whose edges flow from left to right: layers by the longest way, few crossings
 * by barycentres (Sugiyama, Tagawa, Toda 1981), and within a layer the places nearest to the
 * neighbours' that keep the order and the distances (isotonic regression). The same graph gives
 * the same picture.
 */
export interface FlowEdge {
  readonly from: string;
  readonly to: string;
}

export interface Placed {
  readonly id: string;
  /** Which column, from 0 on the left. */
  readonly layer: number;
  /** Centre, in steps: 1 is the height of a node with its gap. */
  readonly y: number;
}

export interface Layout {
  readonly nodes: ReadonlyMap<string, Placed>;
  readonly layers: number;
  /** Smallest and largest `y`. */
  readonly top: number;
  readonly bottom: number;
  /** Edges that close a loop and so go from right to left, as "from to". */
  readonly back: ReadonlySet<string>;
  /** Where edges pass the layers between their ends, as "from to"; each y in steps. */
  readonly bends: ReadonlyMap<string, readonly { readonly layer: number; readonly y: number }[]>;
}

export const edgeKey = ({ from, to }: FlowEdge): string => `${from} ${to}`;

/** Rounds of crossing reduction and of moving to neighbours: more changes little. */
const orderRounds = 8;
const placeRounds = 6;

type Neighbours = Map<string, string[]>;

const push = (map: Neighbours, key: string, value: string): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
};

/** Edges that lead back into a way that is being walked, found depth first in the order given. */
function backEdges(ids: readonly string[], out: Neighbours): Set<string> {
  const back = new Set<string>();
  const state = new Map<string, 'open' | 'done'>();
  for (const root of ids) {
    if (state.has(root)) continue;
    const stack: { readonly id: string; next: number }[] = [{ id: root, next: 0 }];
    state.set(root, 'open');
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const to = out.get(top.id)?.[top.next];
      top.next += 1;
      if (to === undefined) {
        state.set(top.id, 'done');
        stack.pop();
      } else if (state.get(to) === 'open') back.add(edgeKey({ from: top.id, to }));
      else if (!state.has(to)) {
        state.set(to, 'open');
        stack.push({ id: to, next: 0 });
      }
    }
  }
  return back;
}

/** The layer of each node: as far left as its sources allow, then sources close to what they feed. */
function layersOf(
  ids: readonly string[],
  out: Neighbours,
  into: Neighbours,
): ReadonlyMap<string, number> {
  const waiting = new Map(ids.map((id) => [id, into.get(id)?.length ?? 0]));
  const order = ids.filter((id) => waiting.get(id) === 0);
  const layer = new Map(order.map((id) => [id, 0]));
  for (const id of order) {
    for (const to of out.get(id) ?? []) {
      layer.set(to, Math.max(layer.get(to) ?? 0, (layer.get(id) ?? 0) + 1));
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) order.push(to);
    }
  }
  for (const id of order.toReversed()) {
    const after = out.get(id);
    if ((into.get(id)?.length ?? 0) > 0 || after === undefined) continue;
    layer.set(id, Math.min(...after.map((to) => layer.get(to) ?? 1)) - 1);
  }
  return layer;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Orders one layer by where its neighbours stand; those without any stay where they are. */
function byBarycentre(layer: string[], neighbours: Neighbours, place: Map<string, number>): void {
  const wish = new Map(
    layer.map((id, index) => {
      const near = (neighbours.get(id) ?? []).map((other) => place.get(other) ?? 0);
      return [id, near.length === 0 ? index : mean(near)];
    }),
  );
  const before = new Map(layer.map((id, index) => [id, index]));
  layer.sort(
    (a, b) =>
      (wish.get(a) ?? 0) - (wish.get(b) ?? 0) || (before.get(a) ?? 0) - (before.get(b) ?? 0),
  );
  for (const [index, id] of layer.entries()) place.set(id, index);
}

/** Crossings between two neighbouring layers, counted as inversions. */
function crossings(
  layers: readonly string[][],
  out: Neighbours,
  place: Map<string, number>,
): number {
  let total = 0;
  for (const layer of layers) {
    const ends = layer.flatMap((id) =>
      (out.get(id) ?? []).map((to) => place.get(to) ?? 0).toSorted((a, b) => a - b),
    );
    const size = Math.max(0, ...ends) + 1;
    const tree = new Uint32Array(size + 1);
    for (const [index, end] of ends.entries()) {
      let smaller = 0;
      for (let at = end + 1; at > 0; at -= at & -at) smaller += tree[at] ?? 0;
      total += index - smaller;
      for (let at = end + 1; at <= size; at += at & -at) tree[at] = (tree[at] ?? 0) + 1;
    }
  }
  return total;
}

function order(layers: string[][], out: Neighbours, into: Neighbours): string[][] {
  const place = new Map(layers.flatMap((layer) => layer.map((id, index) => [id, index] as const)));
  let best = layers.map((layer) => [...layer]);
  let fewest = crossings(layers, out, place);
  for (let round = 0; round < orderRounds && fewest > 0; round += 1) {
    const forward = round % 2 === 0;
    for (const layer of forward ? layers : layers.toReversed()) {
      byBarycentre(layer, forward ? into : out, place);
    }
    const now = crossings(layers, out, place);
    if (now >= fewest) continue;
    fewest = now;
    best = layers.map((layer) => [...layer]);
  }
  return best;
}

/** The values nearest to the wishes that keep their order at a distance of 1 (pool adjacent violators). */
function spread(wishes: readonly number[]): readonly number[] {
  const blocks: { sum: number; count: number }[] = [];
  for (const [index, wish] of wishes.entries()) {
    blocks.push({ sum: wish - index, count: 1 });
    for (;;) {
      const [before, last] = [blocks.at(-2), blocks.at(-1)];
      if (!before || !last || before.sum / before.count <= last.sum / last.count) break;
      before.sum += last.sum;
      before.count += last.count;
      blocks.pop();
    }
  }
  return blocks
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((value, index) => value + index);
}

function place(
  layers: readonly string[][],
  out: Neighbours,
  into: Neighbours,
): Map<string, number> {
  const y = new Map<string, number>();
  for (const layer of layers) {
    for (const [index, id] of layer.entries()) y.set(id, index - (layer.length - 1) / 2);
  }
  for (let round = 0; round < placeRounds; round += 1) {
    const forward = round % 2 === 0;
    for (const layer of forward ? layers : layers.toReversed()) {
      const wishes = layer.map((id) => {
        const near = [...(into.get(id) ?? []), ...(round < 2 ? [] : (out.get(id) ?? []))];
        const others = forward || round >= 2 ? near : (out.get(id) ?? []);
        return others.length === 0 ? (y.get(id) ?? 0) : mean(others.map((one) => y.get(one) ?? 0));
      });
      for (const [index, value] of spread(wishes).entries()) y.set(layer[index] ?? '', value);
    }
  }
  return y;
}

/** Lays a graph out. Ids are unique; edges to what is not there, and doubles, count for nothing. */
export function layoutOf(ids: readonly string[], edges: readonly FlowEdge[]): Layout {
  const there = new Set(ids);
  const seen = new Set<string>();
  const real = edges.filter((edge) => {
    const key = edgeKey(edge);
    if (edge.from === edge.to || seen.has(key) || !there.has(edge.from) || !there.has(edge.to)) {
      return false;
    }
    seen.add(key);
    return true;
  });
  const given: Neighbours = new Map();
  for (const { from, to } of real) push(given, from, to);
  const back = backEdges(ids, given);
  const forward = real.filter((edge) => !back.has(edgeKey(edge)));
  const [out, into]: [Neighbours, Neighbours] = [new Map(), new Map()];
  for (const { from, to } of forward) {
    push(out, from, to);
    push(into, to, from);
  }
  const layer = layersOf(ids, out, into);
  const count = Math.max(-1, ...layer.values()) + 1;
  const layers: string[][] = Array.from({ length: count }, () => []);
  for (const id of ids) layers[layer.get(id) ?? 0]?.push(id);

  // Long edges get a place in every layer that they pass, so that nothing stands on them.
  const [right, left]: [Neighbours, Neighbours] = [new Map(), new Map()];
  const passing = new Map<string, readonly string[]>();
  for (const { from, to } of forward) {
    const [start, end] = [layer.get(from) ?? 0, layer.get(to) ?? 0];
    const ways: string[] = [];
    let last = from;
    for (let at = start + 1; at <= end; at += 1) {
      const next = at === end ? to : `${edgeKey({ from, to })} ${at}`;
      if (at < end) {
        layers[at]?.push(next);
        ways.push(next);
      }
      push(right, last, next);
      push(left, next, last);
      last = next;
    }
    if (ways.length > 0) passing.set(edgeKey({ from, to }), ways);
  }
  const y = place(order(layers, right, left), right, left);
  const nodes = new Map(
    ids.map((id) => [id, { id, layer: layer.get(id) ?? 0, y: y.get(id) ?? 0 }]),
  );
  const all = [...y.values()];
  const bends = new Map(
    [...passing].map(([key, ways]) => {
      const start = (layer.get(key.split(' ')[0] ?? '') ?? 0) + 1;
      return [key, ways.map((way, index) => ({ layer: start + index, y: y.get(way) ?? 0 }))];
    }),
  );
  return {
    nodes,
    layers: count,
    top: all.length === 0 ? 0 : all.reduce((low, value) => Math.min(low, value)),
    bottom: all.length === 0 ? 0 : all.reduce((high, value) => Math.max(high, value)),
    back,
    bends,
  };
}
