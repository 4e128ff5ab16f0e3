import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';

import { classes } from './classes.ts';
import styles from './Floating.module.css';

/** A small panel tied to a button; Escape and a click outside close it. */
export function Popover({
  trigger,
  label,
  children,
  align = 'start',
  className,
}: {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly label: string;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
  readonly className?: string | undefined;
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          className={styles['positioner']}
          align={align}
          sideOffset={6}
          collisionPadding={8}
        >
          <Base.Popup
            aria-label={label}
            className={classes(styles['popup'], styles['panel'], className)}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
