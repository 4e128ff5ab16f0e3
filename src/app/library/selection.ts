/** Which rows are selected, as every file list does it. Pure; rows are `AssetRow.n`. */

export interface Selection {
  readonly selected: ReadonlySet<number>;
  readonly anchor: number | null;
  readonly active: number | null;
}

/** `only`: this and nothing else; `toggle`: in or out; `range`: from the anchor; `addRange`: both. */
export type How = 'only' | 'toggle' | 'range' | 'addRange';

/** How a click or key with these modifiers selects. */
export const howOf = (event: {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}): How => {
  const adds = event.ctrlKey || event.metaKey;
  if (event.shiftKey) return adds ? 'addRange' : 'range';
  return adds ? 'toggle' : 'only';
};

/**
 * The selection after row `n` was chosen.
 *
 * @param order row numbers as they stand on screen
 * @param indexOf where a row number stands, −1: nowhere
 */
export function choose(
  before: Selection,
  n: number,
  how: How,
  order: Uint32Array,
  indexOf: (n: number) => number,
): Selection {
  if (how === 'range' || how === 'addRange') {
    const anchor = before.anchor !== null && indexOf(before.anchor) >= 0 ? before.anchor : n;
    const from = Math.min(indexOf(anchor), indexOf(n));
    const to = Math.max(indexOf(anchor), indexOf(n));
    const selected = new Set(how === 'addRange' ? before.selected : []);
    for (let index = from; index <= to; index += 1) selected.add(order[index] ?? n);
    return { selected, anchor, active: n };
  }
  if (how === 'toggle') {
    const selected = new Set(before.selected);
    if (!selected.delete(n)) selected.add(n);
    return { selected, anchor: n, active: n };
  }
  return { selected: new Set([n]), anchor: n, active: n };
}

/**
 * The selection after the order changed: rows that are gone leave it. When that empties it, the row
 * that moved into the place of the active one is selected, so that one decision leads to the next.
 */
export function afterChange(
  before: Selection,
  activeIndex: number,
  order: Uint32Array,
  indexOf: (n: number) => number,
): Selection {
  const kept = [...before.selected].filter((n) => indexOf(n) >= 0);
  const activeStays = before.active !== null && indexOf(before.active) >= 0;
  if (kept.length === before.selected.size && (activeStays || before.active === null)) {
    return before;
  }
  const next = order[Math.min(activeIndex, order.length - 1)] ?? null;
  const active = activeStays ? before.active : next;
  const selected =
    kept.length > 0 || before.selected.size === 0 || active === null
      ? new Set(kept)
      : new Set([active]);
  const anchorStays = before.anchor !== null && indexOf(before.anchor) >= 0;
  return { selected, anchor: anchorStays ? before.anchor : active, active };
}
