import { Command } from 'lucide-react';
import type { ReactNode } from 'react';

import { useSession } from '../session.ts';
import { IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { shellWords as words } from '../words/shell.ts';
import { openPalette } from './palette-state.ts';
import styles from './ScreenFrame.module.css';
import { keysText, useKeysOf } from './shortcuts.ts';
import { deskWidth, useMedia } from './useMedia.ts';

/**
 * The frame of one screen: a bar on top, the work, and an inspector that is a column at desk width
 * and a sheet (opened by `session.setDetailsOpen`) where there is no room for it.
 */
export function ScreenFrame({
  top,
  inspector,
  inspectorLabel = words.details,
  children,
}: {
  readonly top: ReactNode;
  readonly inspector?: ReactNode;
  readonly inspectorLabel?: string;
  readonly children: ReactNode;
}) {
  const desk = useMedia(deskWidth);
  const keys = useKeysOf('palette', 'mod+k');
  const open = useSession((state) => state.detailsOpen);
  const setOpen = useSession((state) => state.setDetailsOpen);
  return (
    <div className={styles['frame']}>
      <header className={styles['top']}>
        {top}
        <IconButton
          className={styles['palette']}
          label={words.palette}
          icon={<Command aria-hidden />}
          {...(keys === null ? {} : { keys: keysText(keys) })}
          aria-haspopup="dialog"
          onClick={openPalette}
        />
      </header>
      <div className={styles['columns']}>
        <main id="work" tabIndex={-1} className={styles['work']}>
          {children}
        </main>
        {inspector && desk && (
          <aside className={styles['inspector']} aria-label={inspectorLabel}>
            {inspector}
          </aside>
        )}
      </div>
      {inspector && !desk && (
        <Dialog open={open} onClose={() => setOpen(false)} title={inspectorLabel} size="sheet">
          {inspector}
        </Dialog>
      )}
    </div>
  );
}
