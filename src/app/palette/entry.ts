import type { ReactNode } from 'react';

import type { AssetKind } from '#domain/asset.ts';
import type { Sha256 } from '#domain/id.ts';
import { matchOf } from './match.ts';

export type Group =
  | 'recent'
  | 'selection'
  | 'here'
  | 'go'
  | 'desk'
  | 'assets'
  | 'packs'
  | 'collections'
  | 'projects'
  | 'tags';

/** One line of the palette. */
export interface Entry {
  /** Stable, so that what was used last can be told again: "screen:/packs", "asset:…". */
  readonly id: string;
  readonly label: string;
  /** Beside the label, quiet: a number, the place. */
  readonly more?: string;
  readonly group: Group;
  readonly icon?: ReactNode;
  readonly picture?: {
    readonly blob: Sha256 | null;
    readonly format: string | null;
    readonly kind: AssetKind;
  };
  /** As they stand on this keyboard. */
  readonly keys?: string | undefined;
  /** Why it does nothing now. */
  readonly unavailable: string | null;
  readonly run: () => void;
}

/** The entries that answer what was typed, best first within their groups, the best group first. */
export function ranked(
  entries: readonly Entry[],
  typed: string,
): readonly { readonly group: Group; readonly entries: readonly Entry[] }[] {
  const scored = entries.flatMap((entry) => {
    const score = scoreOf(entry, typed);
    return score === null ? [] : [{ entry, score }];
  });
  const groups = new Map<Group, typeof scored>();
  for (const one of scored) {
    groups.set(one.entry.group, [...(groups.get(one.entry.group) ?? []), one]);
  }
  return [...groups]
    .map(([group, list]) => ({
      group,
      best: Math.max(...list.map(({ score }) => score)),
      entries: list.toSorted((one, other) => other.score - one.score).map(({ entry }) => entry),
    }))
    .toSorted((one, other) => other.best - one.best);
}

function scoreOf(entry: Entry, typed: string): number | null {
  const score = matchOf(entry.label, typed);
  // What the library answered is found by tag or prompt too, whatever its name is.
  const found = score ?? (entry.group === 'assets' && typed !== '' ? 10 : null);
  if (found === null) return null;
  return entry.unavailable === null ? found : found - 15;
}
