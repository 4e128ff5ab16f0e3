import { useMemo, useState } from 'react';

import { useInProject } from '../chosen.ts';
import { useLiveQuery } from '../inkreel.ts';

/** Number keys there are for themes. */
const most = 9;

/**
 * The themes behind the number keys: the most used ones as they were when the review was opened, so
 * that a number never changes its meaning under the hand; new ones are added at the end.
 */
export function useThemes(): {
  readonly shown: readonly string[];
  readonly all: readonly { readonly value: string; readonly count: number }[];
  readonly add: (theme: string) => void;
} {
  const found = useLiveQuery('suggest', { what: 'theme', prefix: '', ...useInProject() }).value;
  const [first, setFirst] = useState<readonly string[] | null>(null);
  const [added, setAdded] = useState<readonly string[]>([]);
  if (first === null && found !== undefined) {
    setFirst(found.slice(0, most).map(({ value }) => value));
  }
  const shown = useMemo(() => [...(first ?? []), ...added].slice(0, most), [first, added]);
  return {
    shown,
    all: found ?? [],
    add: (theme) => {
      if (!shown.includes(theme)) setAdded((before) => [...before, theme]);
    },
  };
}
