import { Sparkles } from 'lucide-react';
import type { ComponentType } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import { taskKinds } from '#tasks/registry.ts';
import { useLiveQuery } from '../inkreel.ts';
import { type ActProps, selectionActs } from '../library/acts.ts';
import { unavailable } from '../library/inspector/Actions.tsx';
import { TaskDialog } from '../library/inspector/TaskDialog.tsx';
import { keysText } from '../shell/chords.ts';
import { useSession } from '../session.ts';
import { paletteWords as words } from '../words/palette.ts';
import type { Entry } from './entry.ts';

/** Of more assets than this, their rows are not read; the acts then get their ids only. */
const compared = 500;

/** A dialog that an entry opens on what is selected. */
export interface Opened {
  readonly Dialog: ComponentType<ActProps>;
  readonly ids: readonly AssetId[];
  readonly rows: readonly AssetRow[];
}

const tools = taskKinds
  .filter((kind) => kind.tool)
  .map((kind) => ({
    kind,
    Dialog: ({ rows, onClose }: ActProps) => (
      <TaskDialog
        kind={kind}
        rows={rows.filter((row) => row.deleted_at === null)}
        onClose={onClose}
      />
    ),
  }));

/** The tools and acts on what is selected; without a selection they say what is missing. */
export function useSelectionEntries(open: (opened: Opened) => void): readonly Entry[] {
  const selected = useSession((state) => state.selected);
  const numbers = [...selected];
  const ids = useLiveQuery('assetIds', numbers.length > 0 ? { rows: numbers } : null).value ?? [];
  const few = ids.length <= compared;
  const rows = useLiveQuery('assets', few && ids.length > 0 ? { ids } : null).value ?? [];
  const nothing = selected.size === 0 ? words.selectFirst : null;
  return [
    ...tools.map(({ kind, Dialog }): Entry => ({
      id: `tool:${kind.kind}`,
      label: kind.words.act,
      group: 'selection',
      icon: <Sparkles aria-hidden />,
      unavailable: nothing ?? unavailable(kind, rows),
      run: () => open({ Dialog, ids, rows }),
    })),
    ...selectionActs.map((act): Entry => ({
      id: `act:${act.name}`,
      label: act.label,
      group: 'selection',
      icon: <act.icon aria-hidden />,
      keys: act.keys === undefined ? undefined : keysText(act.keys),
      shortcut: act.keys,
      unavailable: nothing ?? act.unavailable(rows, ids.length),
      run: () => open({ Dialog: act.dialog, ids, rows }),
    })),
  ];
}
