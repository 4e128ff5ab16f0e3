import { useMemo } from 'react';

import { type Bindings, useBindings } from './bindings.ts';
import { actCatalogue } from './act-catalogue.ts';
import { type Act, useActs } from './shortcuts.ts';

/** An act as the lists of shortcuts show it, whether its screen is open or not. */
export interface KnownAct extends Pick<Act, 'name' | 'words' | 'place' | 'fixed' | 'keys'> {
  /** The person gave it other keys. */
  readonly isChanged: boolean;
}

/** What works now together with what other screens offer. */
function known(acts: readonly Act[], bindings: Bindings): readonly KnownAct[] {
  const here = new Set(acts.map((act) => act.name));
  const elsewhere = actCatalogue
    .filter((act) => !here.has(act.name))
    .map((act) => ({ ...act, fixed: false, keys: bindings[act.name] ?? act.keys }));
  return [...acts, ...elsewhere].map((act) => ({
    name: act.name,
    words: act.words,
    place: act.place,
    fixed: act.fixed,
    keys: act.keys,
    isChanged: !act.fixed && bindings[act.name] !== undefined,
  }));
}

/** Every act that can have keys, those of other screens included, live. */
export function useKnownActs(): readonly KnownAct[] {
  const acts = useActs();
  const bindings = useBindings((state) => state.value);
  return useMemo(() => known(acts, bindings), [acts, bindings]);
}
