import { useEffect } from 'react';

import { goTo } from '../address.ts';
import type { ActProps } from '../library/acts.ts';

/** The act that goes to the lineage of one asset: a place, not a dialog. */
export function ShowLineage({ ids, onClose }: ActProps) {
  const [id] = ids;
  useEffect(() => {
    if (id !== undefined) goTo(`/lineage/${id}`);
    onClose();
    // Once: it goes away with the place that it was opened in.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return null;
}
