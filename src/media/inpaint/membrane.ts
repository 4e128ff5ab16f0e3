/**
 * The harmonic membrane: values in a hole such that each is the mean of its neighbours (Laplace's
 * equation with the known values as border). It is the instant filling, and what takes the seam
 * off a filled patch. Solved coarse to fine (cascadic multigrid, F. Bornemann and P. Deuflhard,
 * 1996), so that the time grows with the hole alone.
 */

/** What a pixel is to a filling. */
export const known = 0;
export const hole = 1;
/** Neither known nor wanted: outside the picture, or so transparent that its colour says nothing. */
export const unusable = 2;

/** Rounds of relaxation on each grid, there and back. */
const rounds = 3;
/** Above this many unknowns one round has to do: the coarser grids know what is far. */
const manyUnknowns = 500_000;
/** A grid of at most this many unknowns is relaxed until it rests. */
const fewUnknowns = 64;
const roundsAtRest = 60;

interface Grid {
  /** Width and height with a frame of one unusable pixel around. */
  readonly stride: number;
  readonly rows: number;
  readonly state: Uint8Array;
  /** Three values a pixel. */
  readonly values: Float32Array;
}

/**
 * Fills the hole of three interleaved channels in place.
 *
 * @param values width × height × 3
 * @param state  width × height of `known`, `hole`, `unusable`
 * @returns false when there was no known value to begin from; the hole is then as it was
 */
export function fillMembrane(
  values: Float32Array,
  state: Uint8Array,
  width: number,
  height: number,
): boolean {
  const grid: Grid = {
    stride: width + 2,
    rows: height + 2,
    state: new Uint8Array((width + 2) * (height + 2)).fill(unusable),
    values: new Float32Array((width + 2) * (height + 2) * 3),
  };
  for (let y = 0; y < height; y += 1) {
    const to = (y + 1) * grid.stride + 1;
    grid.state.set(state.subarray(y * width, (y + 1) * width), to);
    grid.values.set(values.subarray(y * width * 3, (y + 1) * width * 3), to * 3);
  }
  if (!state.includes(known)) return false;
  solve(grid);
  for (let y = 0; y < height; y += 1) {
    const from = ((y + 1) * grid.stride + 1) * 3;
    values.set(grid.values.subarray(from, from + width * 3), y * width * 3);
  }
  return true;
}

function solve(grid: Grid): void {
  const unknowns = unknownsOf(grid.state);
  if (unknowns.length === 0) return;
  const small = unknowns.length <= fewUnknowns || Math.min(grid.stride, grid.rows) <= 4;
  if (small) {
    startFromMean(grid, unknowns);
    relax(grid, unknowns, roundsAtRest);
    return;
  }
  const coarse = coarser(grid);
  solve(coarse);
  startFrom(coarse, grid, unknowns);
  relax(grid, unknowns, unknowns.length > manyUnknowns ? 1 : rounds);
}

function unknownsOf(state: Uint8Array): Int32Array {
  let count = 0;
  for (let at = 0; at < state.length; at += 1) if (state[at] === hole) count += 1;
  const list = new Int32Array(count);
  let next = 0;
  for (let at = 0; at < state.length; at += 1) if (state[at] === hole) list[next++] = at;
  return list;
}

/** Half the size: means of what is known; unknown only where nothing is. */
function coarser(fine: Grid): Grid {
  const width = Math.ceil((fine.stride - 2) / 2);
  const height = Math.ceil((fine.rows - 2) / 2);
  const stride = width + 2;
  const state = new Uint8Array(stride * (height + 2)).fill(unusable);
  const values = new Float32Array(stride * (height + 2) * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let count = 0;
      let unknown = 0;
      for (let child = 0; child < 4; child += 1) {
        const row = 2 * y + (child >> 1);
        const column = 2 * x + (child & 1);
        if (row + 2 >= fine.rows || column + 2 >= fine.stride) continue;
        const from = (row + 1) * fine.stride + column + 1;
        if (fine.state[from] === hole) unknown += 1;
        if (fine.state[from] !== known) continue;
        count += 1;
        red += fine.values[from * 3] ?? 0;
        green += fine.values[from * 3 + 1] ?? 0;
        blue += fine.values[from * 3 + 2] ?? 0;
      }
      const at = (y + 1) * stride + x + 1;
      state[at] = count > 0 ? known : unknown > 0 ? hole : unusable;
      if (count === 0) continue;
      values[at * 3] = red / count;
      values[at * 3 + 1] = green / count;
      values[at * 3 + 2] = blue / count;
    }
  }
  return { stride, rows: height + 2, state, values };
}

/** Begins with the mean of all that is known. */
function startFromMean({ state, values }: Grid, unknowns: Int32Array): void {
  const sums = [0, 0, 0];
  let count = 0;
  for (let at = 0; at < state.length; at += 1) {
    if (state[at] !== known) continue;
    count += 1;
    for (let channel = 0; channel < 3; channel += 1) {
      sums[channel] = (sums[channel] ?? 0) + (values[at * 3 + channel] ?? 0);
    }
  }
  for (const at of unknowns) {
    for (let channel = 0; channel < 3; channel += 1) {
      values[at * 3 + channel] = (sums[channel] ?? 0) / Math.max(1, count);
    }
  }
}

/** Begins with the coarse solution, bilinear between its pixels. */
function startFrom(coarse: Grid, fine: Grid, unknowns: Int32Array): void {
  for (const at of unknowns) {
    const x = (at % fine.stride) - 1;
    const y = Math.floor(at / fine.stride) - 1;
    const near = ((y >> 1) + 1) * coarse.stride + (x >> 1) + 1;
    const aside = x & 1 ? 1 : -1;
    const above = y & 1 ? coarse.stride : -coarse.stride;
    let red = 0;
    let green = 0;
    let blue = 0;
    let weights = 0;
    for (let corner = 0; corner < 4; corner += 1) {
      const from = near + (corner & 1 ? aside : 0) + (corner & 2 ? above : 0);
      if (coarse.state[from] === unusable) continue;
      const weight = (corner & 1 ? 1 : 3) * (corner & 2 ? 1 : 3);
      weights += weight;
      red += weight * (coarse.values[from * 3] ?? 0);
      green += weight * (coarse.values[from * 3 + 1] ?? 0);
      blue += weight * (coarse.values[from * 3 + 2] ?? 0);
    }
    fine.values[at * 3] = red / weights;
    fine.values[at * 3 + 1] = green / weights;
    fine.values[at * 3 + 2] = blue / weights;
  }
}

/** Gauss–Seidel, forwards and backwards in turn, so that no direction is preferred. */
function relax(grid: Grid, unknowns: Int32Array, times: number): void {
  const { state, values, stride } = grid;
  const steps = Int32Array.of(-stride, -1, 1, stride);
  for (let round = 0; round < times * 2; round += 1) {
    const isForward = round % 2 === 0;
    for (let index = 0; index < unknowns.length; index += 1) {
      const at = unknowns[isForward ? index : unknowns.length - 1 - index] ?? 0;
      let red = 0;
      let green = 0;
      let blue = 0;
      let count = 0;
      for (let side = 0; side < 4; side += 1) {
        const near = at + (steps[side] ?? 0);
        if (state[near] === unusable) continue;
        count += 1;
        red += values[near * 3] ?? 0;
        green += values[near * 3 + 1] ?? 0;
        blue += values[near * 3 + 2] ?? 0;
      }
      if (count === 0) continue;
      values[at * 3] = red / count;
      values[at * 3 + 1] = green / count;
      values[at * 3 + 2] = blue / count;
    }
  }
}
