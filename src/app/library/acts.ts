/** What can be done with a selection beside the tools of the queue: one entry each, loaded when opened. */
import type { LucideIcon } from 'lucide-react';
import type { ComponentType, LazyExoticComponent } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';

/** What the dialog of an act is given. `rows` is empty when thousands are selected. */
export interface ActProps {
  readonly ids: readonly AssetId[];
  readonly rows: readonly AssetRow[];
  readonly onClose: () => void;
}

export interface SelectionAct {
  /** Stable name, for the palette and for shortcuts: "compare". */
  readonly name: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Keys that open it on the selection in the library, when it has some. */
  readonly keys?: string;
  /** Why it cannot be used on these, in words, or null. */
  readonly unavailable: (rows: readonly AssetRow[], count: number) => string | null;
  /** The dialog, or the place, that it opens. */
  readonly dialog: LazyExoticComponent<ComponentType<ActProps>>;
}

/** Every act, in the order of the menu. */
export const selectionActs: readonly SelectionAct[] = [];
