import { Images, type LucideIcon } from 'lucide-react';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

import type { Queries } from '#domain/contract/queries.ts';
import { shellWords } from '../words/shell.ts';

export interface Screen {
  /** The address, below the hash. */
  readonly path: string;
  /** The patterns that it answers, e.g. "/packs/:id?". */
  readonly route: string;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly component: LazyExoticComponent<ComponentType>;
  /** The number beside its name, when there is one to tell. */
  readonly count?: (counts: Queries['counts']['value']) => number;
}

/** Every screen that exists, in the order of the navigation. One entry each, loaded when first shown. */
export const screens: readonly Screen[] = [
  {
    path: '/library',
    route: '/library',
    name: shellWords.screens.library,
    icon: Images,
    component: lazy(async () => {
      const { LibraryScreen } = await import('../library/LibraryScreen.tsx');
      return { default: LibraryScreen };
    }),
    count: (counts) => counts.assets,
  },
];
