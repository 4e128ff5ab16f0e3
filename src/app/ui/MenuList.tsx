import { Menu as Base } from '@base-ui/react/menu';
import type { RefObject } from 'react';

import { classes } from './classes.ts';
import styles from './Floating.module.css';
import { Kbd } from './Kbd.tsx';
import type { MenuEntry } from './Menu.tsx';

/** The open list of a menu, beside its button; closing gives the focus back to the button. */
export function MenuList({
  anchor,
  entries,
  align,
  onClose,
}: {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly entries: readonly MenuEntry[];
  readonly align: 'start' | 'end';
  readonly onClose: () => void;
}) {
  return (
    <Base.Root
      open
      onOpenChange={(stays) => {
        if (!stays) onClose();
      }}
    >
      <Base.Portal>
        <Base.Positioner
          className={styles['positioner']}
          anchor={anchor}
          align={align}
          sideOffset={5}
          collisionPadding={8}
        >
          <Base.Popup
            className={classes(styles['popup'], styles['menu'])}
            finalFocus={anchor}
            onKeyDown={(event) => {
              if (event.key !== 'Tab') return;
              event.preventDefault();
              onClose();
            }}
          >
            {entries.map((entry, index) =>
              entry === 'separator' ? (
                <Base.Separator key={`line-${String(index)}`} className={styles['separator']} />
              ) : (
                <Base.Item
                  key={entry.label}
                  className={classes(styles['item'], entry.danger && styles['danger'])}
                  disabled={Boolean(entry.unavailable)}
                  onClick={entry.onSelect}
                >
                  {entry.icon}
                  <span className={styles['itemWords']}>
                    {entry.label}
                    {entry.unavailable && (
                      <span className={styles['reason']}>{entry.unavailable}</span>
                    )}
                  </span>
                  {entry.keys && <Kbd>{entry.keys}</Kbd>}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
