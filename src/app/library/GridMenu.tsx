import {
  Check,
  Download,
  Maximize2,
  MoreHorizontal,
  Package,
  Plus,
  RotateCcw,
  Star,
  Trash2,
  Wrench,
  X,
} from 'lucide-react';

import type { SelectionFacts } from '#domain/contract/selection.ts';
import { useInProject } from '../chosen.ts';
import { useCommand, useInkreel, useLiveQuery } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { useUndo } from '../shell/undo.ts';
import type { MenuEntry } from '../ui/Menu.tsx';
import { MenuList, type Point } from '../ui/MenuList.tsx';
import { showDone } from '../ui/toasts.ts';
import { gridMenuWords as menuWords } from '../words/grid-menu.ts';
import { inspectorWords } from '../words/inspector.ts';
import { libraryWords as words } from '../words/library.ts';
import { type SelectionAct, selectionActs } from './acts.ts';
import { download } from './download.ts';
import { NewPackDialog } from './inspector/NewPackDialog.tsx';
import { type ActProps, openAct } from './opened.ts';
import { tools, toolUnavailable } from './tools.tsx';
import { useAssetActs } from './useAssetActs.ts';
import { useSelectionFacts } from './useSelectionFacts.ts';

type Taken = Omit<ActProps, 'onClose'> & { readonly facts: SelectionFacts };

/** Acts that stand in the menu itself; the rest is one step further. */
const near: ReadonlySet<string> = new Set(['enhance', 'compare', 'collect', 'export-files']);

const actEntry = (act: SelectionAct, { ids, rows, facts }: Taken): MenuEntry => ({
  label: act.label,
  icon: <act.icon aria-hidden />,
  unavailable: act.unavailable(facts),
  onSelect: () => openAct({ Dialog: act.dialog, ids, rows }),
});

const nearAct = (name: string, taken: Taken): readonly MenuEntry[] =>
  selectionActs.filter((act) => act.name === name).map((act) => actEntry(act, taken));

/** The packs that a selection can be added to. */
function usePackEntries(ids: Taken['ids']): readonly MenuEntry[] {
  const run = useCommand();
  const { undo } = useUndo();
  const packs = useLiveQuery('packs', useInProject()).value ?? [];
  const known = packs.map((pack): MenuEntry => ({
    label: pack.name,
    icon: <Package aria-hidden />,
    onSelect: () =>
      void run('addToPack', { pack: pack.id, assets: ids }).then((done) => {
        if (!done) return;
        showDone(inspectorWords.addedToPack(ids.length, pack.name), undo);
      }),
  }));
  const fresh: MenuEntry = {
    label: inspectorWords.newPack,
    icon: <Plus aria-hidden />,
    onSelect: () => openAct({ Dialog: NewPackDialog, ids, rows: [] }),
  };
  return known.length === 0 ? [fresh] : [...known, 'separator', fresh];
}

/** What can be done with the selection, at the place where it was asked for. */
export function GridMenu({
  at,
  onOpen,
  focusAfter,
  onClose,
}: {
  readonly at: Point;
  /** Shows an asset large, by its row number. */
  readonly onOpen: (n: number) => void;
  readonly focusAfter: () => HTMLElement | null;
  readonly onClose: () => void;
}) {
  const client = useInkreel();
  const acts = useAssetActs();
  const { selected, active } = useSession();
  const { ids, rows, facts, stale } = useSelectionFacts([...selected]);
  const packs = usePackEntries(ids);
  if (!facts || stale) return null;
  const taken = { ids, rows, facts };
  const [only] = rows;
  // Of a few all is known; of many it is not, and the act itself is what is meant.
  const isStarred = rows.length === ids.length && rows.every((row) => row.starred === 1);
  const isApproved = rows.length === ids.length && rows.every((row) => row.approved === 1);
  const isTrashed = facts.assets > 0 && facts.groups.every((group) => group.trashed);
  const large: MenuEntry = {
    label: words.openLarge,
    icon: <Maximize2 aria-hidden />,
    onSelect: () => {
      if (active !== null) onOpen(active);
    },
  };
  const restore: MenuEntry = {
    label: inspectorWords.restore,
    icon: <RotateCcw aria-hidden />,
    onSelect: () => acts.restore(ids),
  };
  const fitting = tools.filter(({ kind: { accepts } }) =>
    facts.groups.some(({ kind }) => accepts.includes(kind)),
  );
  const entries: readonly MenuEntry[] = isTrashed
    ? [large, restore]
    : [
        large,
        'separator',
        {
          label: isApproved ? words.unapprove : words.approve,
          icon: <Check aria-hidden />,
          onSelect: () => acts.approve(ids, !isApproved),
        },
        { label: words.reject, icon: <X aria-hidden />, onSelect: () => acts.reject(ids) },
        {
          label: isStarred ? words.unstar : words.star,
          icon: <Star aria-hidden />,
          onSelect: () => acts.toggleStar(ids),
        },
        'separator',
        ...nearAct('enhance', taken),
        ...(fitting.length === 0
          ? []
          : [
              {
                label: menuWords.tools,
                icon: <Wrench aria-hidden />,
                entries: fitting.map(({ kind, icon: Icon, Dialog }) => ({
                  label: kind.words.act,
                  icon: <Icon aria-hidden />,
                  unavailable: toolUnavailable(kind, facts),
                  onSelect: () => openAct({ Dialog, ids, rows }),
                })),
              },
            ]),
        ...nearAct('compare', taken),
        'separator',
        ...nearAct('collect', taken),
        { label: inspectorWords.addToPack, icon: <Package aria-hidden />, entries: packs },
        {
          label: inspectorWords.more,
          icon: <MoreHorizontal aria-hidden />,
          entries: selectionActs
            .filter(({ name }) => !near.has(name))
            .map((act) => actEntry(act, taken)),
        },
        'separator',
        {
          label: inspectorWords.download,
          icon: <Download aria-hidden />,
          unavailable:
            ids.length > 1
              ? inspectorWords.unavailable.oneOnly
              : only?.blob
                ? null
                : inspectorWords.unavailable.noFile,
          onSelect: () => {
            if (only) void download(client, only);
          },
        },
        ...nearAct('export-files', taken),
        {
          label: inspectorWords.trash,
          icon: <Trash2 aria-hidden />,
          onSelect: () => acts.trash(ids),
        },
      ];
  return (
    <MenuList
      anchor={at}
      align="start"
      label={menuWords.title(ids.length)}
      entries={entries}
      focusAfter={focusAfter}
      onClose={onClose}
    />
  );
}
