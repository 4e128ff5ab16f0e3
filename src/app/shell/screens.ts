import {
  BrainCircuit,
  Database,
  Folders,
  FolderSync,
  Images,
  Layers,
  ListChecks,
  type LucideIcon,
  Package,
  Settings2,
  SlidersHorizontal,
  Tags,
} from 'lucide-react';
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
  /** Stands apart, below the places of the daily work. */
  readonly isQuiet?: boolean;
  /**
   * `narrow`: only where the rail has no list of its own for it; `more`: only behind "More" on a
   * phone; `never`: reached from elsewhere.
   */
  readonly listed?: 'narrow' | 'more' | 'never';
  /** Shows one asset, and nothing without one. */
  readonly ofOne?: boolean;
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
  {
    path: '/collections',
    route: '/collections',
    name: shellWords.screens.collections,
    icon: Folders,
    listed: 'narrow',
    component: lazy(async () => {
      const { CollectionsScreen } = await import('../collections/CollectionsScreen.tsx');
      return { default: CollectionsScreen };
    }),
  },
  {
    path: '/projects',
    route: '/projects',
    name: shellWords.screens.projects,
    icon: Layers,
    isQuiet: true,
    listed: 'more',
    component: lazy(async () => {
      const { ProjectsScreen } = await import('../projects/ProjectsScreen.tsx');
      return { default: ProjectsScreen };
    }),
  },
  {
    path: '/asset',
    route: '/asset/:id?',
    ofOne: true,
    name: shellWords.screens.asset,
    icon: Folders,
    listed: 'never',
    component: lazy(async () => {
      const { AssetScreen } = await import('../kinds/AssetScreen.tsx');
      return { default: AssetScreen };
    }),
  },
  {
    path: '/enhance',
    route: '/enhance/:id?',
    name: shellWords.screens.enhance,
    icon: SlidersHorizontal,
    component: lazy(async () => {
      const { EnhanceScreen } = await import('../enhance/EnhanceScreen.tsx');
      return { default: EnhanceScreen };
    }),
  },
  {
    path: '/packs',
    route: '/packs/:id?',
    name: shellWords.screens.packs,
    icon: Package,
    component: lazy(async () => {
      const { PacksScreen } = await import('../packs/PacksScreen.tsx');
      return { default: PacksScreen };
    }),
    count: (counts) => counts.packs,
  },
  {
    path: '/tags',
    route: '/tags',
    name: shellWords.screens.tags,
    isQuiet: true,
    listed: 'more',
    icon: Tags,
    component: lazy(async () => {
      const { TagsScreen } = await import('../tags/TagsScreen.tsx');
      return { default: TagsScreen };
    }),
  },
  {
    path: '/review',
    route: '/review/:id?',
    name: shellWords.screens.review,
    icon: ListChecks,
    listed: 'never',
    component: lazy(async () => {
      const { ReviewScreen } = await import('../review/ReviewScreen.tsx');
      return { default: ReviewScreen };
    }),
  },
  {
    path: '/similar',
    route: '/similar',
    name: shellWords.screens.similar,
    icon: Images,
    listed: 'never',
    component: lazy(async () => {
      const { SimilarScreen } = await import('../similar/SimilarScreen.tsx');
      return { default: SimilarScreen };
    }),
  },
  {
    path: '/lineage',
    route: '/lineage/:id?',
    ofOne: true,
    name: shellWords.screens.lineage,
    icon: Images,
    listed: 'never',
    component: lazy(async () => {
      const { LineageScreen } = await import('../lineage/LineageScreen.tsx');
      return { default: LineageScreen };
    }),
  },
  {
    path: '/queue',
    route: '/queue',
    name: shellWords.screens.queue,
    icon: ListChecks,
    component: lazy(async () => {
      const { QueueScreen } = await import('../queue/QueueScreen.tsx');
      return { default: QueueScreen };
    }),
    count: (counts) => counts.pending + counts.running,
  },
  {
    path: '/batch',
    route: '/batch/:id?',
    ofOne: true,
    name: shellWords.screens.batch,
    icon: ListChecks,
    listed: 'never',
    component: lazy(async () => {
      const { BatchScreen } = await import('../batch/BatchScreen.tsx');
      return { default: BatchScreen };
    }),
  },
  {
    path: '/folders',
    route: '/folders',
    name: shellWords.screens.folders,
    isQuiet: true,
    icon: FolderSync,
    component: lazy(async () => {
      const { FoldersScreen } = await import('../folders/FoldersScreen.tsx');
      return { default: FoldersScreen };
    }),
  },
  {
    path: '/models',
    route: '/models',
    name: shellWords.screens.models,
    isQuiet: true,
    icon: BrainCircuit,
    component: lazy(async () => {
      const { ModelsScreen } = await import('../models/ModelsScreen.tsx');
      return { default: ModelsScreen };
    }),
  },
  {
    path: '/data',
    route: '/data/:part?',
    name: shellWords.screens.data,
    isQuiet: true,
    icon: Database,
    component: lazy(async () => {
      const { DataScreen } = await import('../data/DataScreen.tsx');
      return { default: DataScreen };
    }),
  },
  {
    path: '/settings',
    route: '/settings',
    name: shellWords.screens.settings,
    isQuiet: true,
    icon: Settings2,
    component: lazy(async () => {
      const { SettingsScreen } = await import('../settings/SettingsScreen.tsx');
      return { default: SettingsScreen };
    }),
  },
];
