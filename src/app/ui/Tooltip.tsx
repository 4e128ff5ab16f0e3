import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';

import { Kbd } from './Kbd.tsx';
import styles from './Tooltip.module.css';

/** A short text that shows on hover and on keyboard focus; never the only place of a fact. */
export function Tooltip({
  text,
  keys,
  silent = false,
  children,
}: {
  readonly text: string;
  readonly keys?: string;
  /** Nothing to say just now; what it stands on is drawn as before and keeps the focus. */
  readonly silent?: boolean;
  readonly children: ReactElement<Record<string, unknown>>;
}) {
  return (
    <Base.Root
      disabled={silent}
      onOpenChange={(_open, details) => {
        // Escape means what one works in, too: the dialog does not wait behind a word of help.
        if (details.reason === 'escape-key') details.allowPropagation();
      }}
    >
      <Base.Trigger render={children} delay={450} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} collisionPadding={8} className={styles['positioner']}>
          <Base.Popup className={styles['popup']}>
            {text}
            {keys && <Kbd>{keys}</Kbd>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
