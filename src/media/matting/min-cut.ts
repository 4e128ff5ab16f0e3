/**
 * The cheapest cut of a picture in two: Y. Boykov and V. Kolmogorov, "An Experimental Comparison of
 * Min-Cut/Max-Flow Algorithms", PAMI 2004, on a grid where each pixel knows its eight neighbours.
 * Two trees grow from the two terminals; where they meet flow is pushed; cut off branches look for
 * new parents. All numbers are integers, so that the cut is the same everywhere.
 */

/** Steps to the eight neighbours; the opposite of number n is number 7 − n. */
export const stepsOf = (stride: number): Int32Array =>
  Int32Array.of(-stride - 1, -stride, -stride + 1, -1, 1, stride - 1, stride, stride + 1);

/** A grid with a frame of one pixel whose links have no capacity. */
export interface CutGrid {
  /** Pixels from one row to the next, frame included. */
  readonly stride: number;
  /**
   * What remains of the capacity to each neighbour: pixel × 8. Changed by the cut.
   */
  readonly links: Int32Array;
  /** What remains to a terminal: > 0 to the source (subject), < 0 to the sink. Changed by the cut. */
  readonly terminals: Int32Array;
}

const [free, ofSource, ofSink] = [0, 1, 2];
/** Instead of the number of a neighbour: the parent is the terminal, there is none, it is lost. */
const [terminal, none, orphan] = [8, 9, 10];
const farAway = 0x7fffffff;

/** Cuts the grid. 1: on the side of the source; pixels that no side can claim are of the sink. */
export function minCut(grid: CutGrid): Uint8Array {
  const { links, terminals } = grid;
  const count = terminals.length;
  const steps = stepsOf(grid.stride);
  const tree = new Uint8Array(count);
  const parent = new Uint8Array(count).fill(none);
  const seen = new Int32Array(count);
  const far = new Int32Array(count);
  // A ring of the pixels that may still grow; each is in it once at most.
  const queue = new Int32Array(count + 1);
  const isQueued = new Uint8Array(count);
  let head = 0;
  let tail = 0;
  let time = 0;
  const orphans: number[] = [];

  const activate = (at: number): void => {
    if (isQueued[at] === 1) return;
    isQueued[at] = 1;
    queue[tail] = at;
    tail = tail === count ? 0 : tail + 1;
  };

  for (let at = 0; at < count; at += 1) {
    const force = terminals[at] ?? 0;
    if (force === 0) continue;
    tree[at] = force > 0 ? ofSource : ofSink;
    parent[at] = terminal;
    far[at] = 1;
    activate(at);
  }

  /** Pushes what fits along the way through the link `side` of `from`, a pixel of the source's tree. */
  const augment = (from: number, side: number): void => {
    const to = from + (steps[side] ?? 0);
    let most = links[from * 8 + side] ?? 0;
    let at = from;
    for (let up = parent[at] ?? none; up !== terminal; up = parent[at] ?? none) {
      const above = at + (steps[up] ?? 0);
      most = Math.min(most, links[above * 8 + 7 - up] ?? 0);
      at = above;
    }
    most = Math.min(most, terminals[at] ?? 0);
    at = to;
    for (let up = parent[at] ?? none; up !== terminal; up = parent[at] ?? none) {
      most = Math.min(most, links[at * 8 + up] ?? 0);
      at += steps[up] ?? 0;
    }
    most = Math.min(most, -(terminals[at] ?? 0));

    push(from, side, most);
    at = from;
    for (let up = parent[at] ?? none; up !== terminal; up = parent[at] ?? none) {
      const above = at + (steps[up] ?? 0);
      push(above, 7 - up, most);
      if (links[above * 8 + 7 - up] === 0) orphaned(at);
      at = above;
    }
    terminals[at] = (terminals[at] ?? 0) - most;
    if (terminals[at] === 0) orphaned(at);
    at = to;
    for (let up = parent[at] ?? none; up !== terminal; up = parent[at] ?? none) {
      const above = at + (steps[up] ?? 0);
      push(at, up, most);
      if (links[at * 8 + up] === 0) orphaned(at);
      at = above;
    }
    terminals[at] = (terminals[at] ?? 0) + most;
    if (terminals[at] === 0) orphaned(at);
  };

  const push = (at: number, side: number, amount: number): void => {
    const there = at * 8 + side;
    const back = (at + (steps[side] ?? 0)) * 8 + 7 - side;
    links[there] = (links[there] ?? 0) - amount;
    links[back] = (links[back] ?? 0) + amount;
  };

  const lost = new Uint8Array(count);
  const orphaned = (at: number): void => {
    // Its parent is still needed to walk up the way, so it is only marked.
    if (lost[at] === 1) return;
    lost[at] = 1;
    orphans.push(at);
  };

  /** Steps from a pixel to its terminal, or `farAway` when its branch is cut off. */
  const distanceOf = (start: number): number => {
    let at = start;
    let length = 0;
    for (;;) {
      if (seen[at] === time) {
        length += far[at] ?? 0;
        break;
      }
      const up = parent[at] ?? none;
      length += 1;
      if (up === terminal) {
        seen[at] = time;
        far[at] = 1;
        break;
      }
      if (up === orphan || up === none) return farAway;
      at += steps[up] ?? 0;
    }
    let left = length;
    for (at = start; seen[at] !== time; at += steps[parent[at] ?? 0] ?? 0) {
      seen[at] = time;
      far[at] = left;
      left -= 1;
    }
    return length;
  };

  /** Finds a new parent for a pixel that lost its own, or sets it and its children free. */
  const adopt = (at: number): void => {
    const kind = tree[at] ?? free;
    let best = none;
    let least = farAway;
    for (let side = 0; side < 8; side += 1) {
      const near = at + (steps[side] ?? 0);
      const room = kind === ofSource ? links[near * 8 + 7 - side] : links[at * 8 + side];
      if ((room ?? 0) === 0 || tree[near] !== kind) continue;
      const length = distanceOf(near);
      if (length >= least) continue;
      least = length;
      best = side;
    }
    if (best !== none) {
      parent[at] = best;
      seen[at] = time;
      far[at] = least + 1;
      return;
    }
    for (let side = 0; side < 8; side += 1) {
      const near = at + (steps[side] ?? 0);
      if (tree[near] !== kind) continue;
      const room = kind === ofSource ? links[near * 8 + 7 - side] : links[at * 8 + side];
      if ((room ?? 0) > 0) activate(near);
      if (parent[near] === 7 - side) {
        parent[near] = orphan;
        orphans.push(near);
      }
    }
    tree[at] = free;
    parent[at] = none;
  };

  while (head !== tail) {
    const at = queue[head] ?? 0;
    const kind = tree[at] ?? free;
    let met = -1;
    if (kind !== free) {
      for (let side = 0; side < 8; side += 1) {
        const near = at + (steps[side] ?? 0);
        const room = kind === ofSource ? links[at * 8 + side] : links[near * 8 + 7 - side];
        if ((room ?? 0) === 0) continue;
        if (tree[near] === free) {
          tree[near] = kind;
          parent[near] = 7 - side;
          seen[near] = seen[at] ?? 0;
          far[near] = (far[at] ?? 0) + 1;
          activate(near);
        } else if (tree[near] !== kind) {
          met = side;
          break;
        } else if ((seen[near] ?? 0) <= (seen[at] ?? 0) && (far[near] ?? 0) > (far[at] ?? 0) + 1) {
          // A shorter way to the terminal.
          parent[near] = 7 - side;
          seen[near] = seen[at] ?? 0;
          far[near] = (far[at] ?? 0) + 1;
        }
      }
    }
    if (met < 0) {
      head = head === count ? 0 : head + 1;
      isQueued[at] = 0;
      continue;
    }
    time += 1;
    if (kind === ofSource) augment(at, met);
    else augment(at + (steps[met] ?? 0), 7 - met);
    for (const one of orphans) {
      lost[one] = 0;
      parent[one] = orphan;
    }
    for (let one = orphans.pop(); one !== undefined; one = orphans.pop()) adopt(one);
  }
  return tree.map((kind) => (kind === ofSource ? 1 : 0));
}
