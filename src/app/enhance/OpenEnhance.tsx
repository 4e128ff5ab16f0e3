import { useEffect } from 'react';

import { goTo } from '../address.ts';
import { useSession } from '../session.ts';
import type { ActProps } from '../library/opened.ts';

/** The act that opens one picture in the editor: a place, not a dialog. */
export function OpenEnhance({ ids, onClose }: ActProps) {
  const [id] = ids;
  useEffect(() => {
    onClose();
    // The sheet of the details belongs to the place that is left.
    useSession.getState().setDetailsOpen(false);
    if (id !== undefined) goTo(`/enhance/${id}`);
    // Once: it goes away with the place that it was opened in.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return null;
}
