/** What can be done with a selection beside the tools of the queue: one entry each, loaded when opened. */
import {
  ClipboardPaste,
  Columns2,
  Copy,
  Copyright,
  Diff,
  Eraser,
  FilePenLine,
  FolderInput,
  FolderPlus,
  FolderTree,
  ImageUp,
  type LucideIcon,
  NotebookPen,
  PencilLine,
  Quote,
  Repeat2,
  FolderOutput,
  Link2,
  SlidersHorizontal,
  Workflow,
} from 'lucide-react';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

import { mediaKinds } from '#domain/asset.ts';
import type { SelectionFacts } from '#domain/contract/selection.ts';
import { useSession } from '../session.ts';
import { bulkActWords } from '../words/bulk-acts.ts';
import { collectionWords } from '../words/collections.ts';
import { creditActWords } from '../words/credit-acts.ts';
import { kindWords } from '../words/kinds.ts';
import { projectWords } from '../words/projects.ts';
import { curationWords } from '../words/curation.ts';
import { folderActWords } from '../words/folder-acts.ts';
import { maskActWords } from '../words/mask-acts.ts';
import type { ActProps } from './opened.ts';

export type { ActProps };
import { enhanceActWords } from '../words/enhance-acts.ts';
import { lineageActWords } from '../words/lineage-acts.ts';
import { remixActWords } from '../words/remix-acts.ts';

export interface SelectionAct {
  /** Stable name, for the palette and for shortcuts: "compare". */
  readonly name: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Keys that open it on the selection in the library, when it has some. */
  readonly keys?: string;
  /** Why it cannot be used on these, in words, or null. */
  readonly unavailable: (facts: SelectionFacts) => string | null;
  /** The dialog, or the place, that it opens. */
  readonly dialog: LazyExoticComponent<ComponentType<ActProps>>;
}

const isMedia = (kind: string): boolean => mediaKinds.some((one) => one === kind);

/** Every act, in the order of the menu. */
export const selectionActs: readonly SelectionAct[] = [
  {
    name: 'compare',
    label: curationWords.compare,
    icon: Columns2,
    keys: 'c',
    unavailable: ({ assets, groups }) =>
      assets < 2
        ? curationWords.tooFew
        : assets > 4
          ? curationWords.tooMany
          : groups.every(({ kind, has_file }) => kind === 'image' && has_file)
            ? null
            : curationWords.notPictures,
    dialog: lazy(async () => {
      const { CompareDialog } = await import('../compare/CompareDialog.tsx');
      return { default: CompareDialog };
    }),
  },
  {
    name: 'enhance',
    label: enhanceActWords.act,
    icon: SlidersHorizontal,
    keys: 'e',
    unavailable: ({ assets, groups: [group] }) =>
      assets !== 1 || !group
        ? enhanceActWords.one
        : group.kind !== 'image'
          ? enhanceActWords.notPicture
          : !group.has_file || group.state !== 'ready'
            ? enhanceActWords.noFile
            : group.readable
              ? null
              : enhanceActWords.unreadable,
    dialog: lazy(async () => {
      const { OpenEnhance } = await import('../enhance/OpenEnhance.tsx');
      return { default: OpenEnhance };
    }),
  },
  {
    name: 'lineage',
    label: lineageActWords.show,
    icon: Workflow,
    keys: 'g',
    unavailable: ({ assets }) => (assets === 1 ? null : lineageActWords.one),
    dialog: lazy(async () => {
      const { ShowLineage } = await import('../lineage/ShowLineage.tsx');
      return { default: ShowLineage };
    }),
  },
  {
    name: 'link-assets',
    label: lineageActWords.link,
    icon: Link2,
    unavailable: () => null,
    dialog: lazy(async () => {
      const { LinkDialog } = await import('../lineage/LinkDialog.tsx');
      return { default: LinkDialog };
    }),
  },
  {
    name: 'edit-many',
    label: bulkActWords.edit,
    icon: PencilLine,
    unavailable: () => null,
    dialog: lazy(async () => {
      const { BulkEditDialog } = await import('../bulk/BulkEditDialog.tsx');
      return { default: BulkEditDialog };
    }),
  },
  {
    name: 'credits',
    label: creditActWords.act,
    icon: Copyright,
    unavailable: () => null,
    dialog: lazy(async () => {
      const { CreditsDialog } = await import('../credits/CreditsDialog.tsx');
      return { default: CreditsDialog };
    }),
  },
  {
    name: 'tags-from-folders',
    label: bulkActWords.folders,
    icon: FolderTree,
    unavailable: () => null,
    dialog: lazy(async () => {
      const { FoldersDialog } = await import('../bulk/FoldersDialog.tsx');
      return { default: FoldersDialog };
    }),
  },
  {
    name: 'open-asset',
    label: kindWords.act,
    icon: FilePenLine,
    unavailable: ({ assets, groups: [group] }) => {
      if (assets !== 1 || !group) return kindWords.actMany;
      return isMedia(group.kind) ? kindWords.actFile : null;
    },
    dialog: lazy(async () => {
      const { OpenAsset } = await import('../kinds/OpenAsset.tsx');
      return { default: OpenAsset };
    }),
  },
  {
    name: 'collect',
    label: collectionWords.add,
    icon: FolderPlus,
    unavailable: () => null,
    dialog: lazy(async () => {
      const { AddToCollection } = await import('../collections/AddToCollection.tsx');
      return { default: AddToCollection };
    }),
  },
  {
    name: 'collection-cover',
    label: collectionWords.makeCover,
    icon: ImageUp,
    unavailable: ({ assets, groups: [group] }) => {
      if (assets !== 1) return collectionWords.coverOne;
      if (useSession.getState().place.collection === null) return collectionWords.coverClosed;
      return group?.has_file ? null : collectionWords.coverNoFile;
    },
    dialog: lazy(async () => {
      const { MakeCover } = await import('../collections/MakeCover.tsx');
      return { default: MakeCover };
    }),
  },
  {
    name: 'member-notes',
    label: collectionWords.note,
    icon: NotebookPen,
    unavailable: ({ assets }) => (assets === 1 ? null : collectionWords.noteOne),
    dialog: lazy(async () => {
      const { MemberNotes } = await import('../collections/MemberNotes.tsx');
      return { default: MemberNotes };
    }),
  },
  {
    name: 'move-to-project',
    label: projectWords.moveAct,
    icon: FolderInput,
    unavailable: () => null,
    dialog: lazy(async () => {
      const { MoveToProject } = await import('../projects/MoveToProject.tsx');
      return { default: MoveToProject };
    }),
  },
  {
    name: 'export-files',
    label: folderActWords.exportAct,
    icon: FolderOutput,
    unavailable: ({ assets, groups }) =>
      assets > 20_000
        ? folderActWords.exportTooMany(20_000)
        : groups.every(({ has_file, state }) => !has_file || state === 'missing')
          ? folderActWords.exportNoBytes
          : null,
    dialog: lazy(async () => {
      const { ExportDialog } = await import('../folders/ExportDialog.tsx');
      return { default: ExportDialog };
    }),
  },
  {
    name: 'remove-with-mask',
    label: maskActWords.act,
    icon: Eraser,
    unavailable: ({ groups }) =>
      groups.some(({ kind, has_file }) => kind === 'image' && has_file)
        ? null
        : maskActWords.noPictures,
    dialog: lazy(async () => {
      const { RemoveDialog } = await import('../enhance/inpaint/RemoveDialog.tsx');
      return { default: RemoveDialog };
    }),
  },
  {
    name: 'make-again',
    label: remixActWords.again,
    icon: Repeat2,
    unavailable: ({ assets }) => (assets > 1000 ? remixActWords.tooMany(1000) : null),
    dialog: lazy(async () => {
      const { RemakeDialog } = await import('../remix/RemakeDialog.tsx');
      return { default: RemakeDialog };
    }),
  },
  {
    name: 'copy-settings',
    label: remixActWords.copy,
    icon: Copy,
    unavailable: ({ assets }) => (assets === 1 ? null : remixActWords.one),
    dialog: lazy(async () => {
      const { CopySettings } = await import('../remix/CopySettings.tsx');
      return { default: CopySettings };
    }),
  },
  {
    name: 'use-settings',
    label: remixActWords.use,
    icon: ClipboardPaste,
    unavailable: () => null,
    dialog: lazy(async () => {
      const { UseSettings } = await import('../remix/UseSettings.tsx');
      return { default: UseSettings };
    }),
  },
  {
    name: 'copy-prompt',
    label: remixActWords.copyPrompt,
    icon: Quote,
    unavailable: ({ assets }) => (assets === 1 ? null : remixActWords.one),
    dialog: lazy(async () => {
      const { CopyPrompt } = await import('../remix/CopySettings.tsx');
      return { default: CopyPrompt };
    }),
  },
  {
    name: 'what-changed',
    label: remixActWords.changed,
    icon: Diff,
    unavailable: ({ assets }) => (assets === 2 ? null : remixActWords.two),
    dialog: lazy(async () => {
      const { WhatChanged } = await import('../remix/WhatChanged.tsx');
      return { default: WhatChanged };
    }),
  },
];
