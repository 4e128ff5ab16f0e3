import type { ComponentType } from 'react';
import { create } from 'zustand';

import type { AssetRow } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import { useSession } from '../session.ts';

/** What the dialog of an act or a tool is given. */
export interface ActProps {
  readonly ids: readonly AssetId[];
  /** The first few of them, for a name or a picture; everything else is asked by `ids`. */
  readonly rows: readonly AssetRow[];
  readonly onClose: () => void;
}

/** A dialog on a selection, as it was when it was opened. */
export interface Opened extends Omit<ActProps, 'onClose'> {
  readonly Dialog: ComponentType<ActProps>;
}

/**
 * The one act that is open. It is shown by the shell, above every place that opens it: what was
 * typed in it stays when the inspector becomes a sheet, or goes.
 */
export const useOpened = create<{
  readonly opened: Opened | null;
  /** Whether the details lay open over the work, to which they come back. */
  readonly overDetails: boolean;
}>(() => ({ opened: null, overDetails: false }));

export function openAct(opened: Opened): void {
  const { detailsOpen, setDetailsOpen } = useSession.getState();
  useOpened.setState({ opened, overDetails: detailsOpen });
  setDetailsOpen(false);
}

export function closeAct(): void {
  const { overDetails } = useOpened.getState();
  useOpened.setState({ opened: null, overDetails: false });
  if (overDetails) useSession.getState().setDetailsOpen(true);
}
