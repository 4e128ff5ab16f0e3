import { useEffect, useState } from 'react';

import type * as language from './language.ts';

type Language = typeof language;

let loaded: Language | null = null;

/** The query language, once it is needed and there; until then the box is a line of text. */
export function useLanguage(needed: boolean): Language | null {
  const [known, setKnown] = useState(loaded);
  useEffect(() => {
    if (!needed || known) return;
    let left = false;
    void import('./language.ts').then((module) => {
      loaded = module;
      if (!left) setKnown(module);
    });
    return () => {
      left = true;
    };
  }, [needed, known]);
  return known;
}
