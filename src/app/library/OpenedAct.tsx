import { Suspense } from 'react';

import { closeAct, useOpened } from './opened.ts';

/** The dialog of the act that is open, if one is. */
export function OpenedAct() {
  const opened = useOpened((state) => state.opened);
  if (!opened) return null;
  return (
    <Suspense fallback={null}>
      <opened.Dialog ids={opened.ids} rows={opened.rows} onClose={closeAct} />
    </Suspense>
  );
}
