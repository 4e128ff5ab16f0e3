import {
  Folder,
  FolderSearch,
  Layers,
  type LucideIcon,
  PanelsTopLeft,
  UserRound,
} from 'lucide-react';

import type { CollectionType } from '#domain/contract/collections.ts';

/** The sign of each type of collection. */
export const typeIcons: Readonly<Record<CollectionType, LucideIcon>> = {
  library: Folder,
  project: Layers,
  character: UserRound,
  storyboard: PanelsTopLeft,
  smart: FolderSearch,
};
