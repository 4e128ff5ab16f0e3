import { Menu as Base } from '@base-ui/react/menu';
import { ChevronRight } from 'lucide-react';
import type { RefObject } from 'react';

import { classes } from './classes.ts';
import styles from './Floating.module.css';
import { Kbd } from './Kbd.tsx';
import type { MenuEntry } from './Menu.tsx';

/** A place of the window, CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const ruleAt = ({ x, y }: Point) => ({ getBoundingClientRect: () => new DOMRect(x, y, 0, 0) });

function Entries({ entries }: { readonly entries: readonly MenuEntry[] }) {
  return entries.map((entry, index) => {
    if (entry === 'separator') {
      return <Base.Separator key={`line-${String(index)}`} className={styles['separator']} />;
    }
    if ('entries' in entry) {
      return (
        <Base.SubmenuRoot key={entry.label}>
          <Base.SubmenuTrigger className={styles['item']}>
            {entry.icon}
            <span className={styles['itemWords']}>{entry.label}</span>
            <ChevronRight aria-hidden />
          </Base.SubmenuTrigger>
          <Base.Portal>
            <Base.Positioner className={styles['positioner']} sideOffset={2} collisionPadding={8}>
              <Base.Popup className={classes(styles['popup'], styles['menu'])}>
                <Entries entries={entry.entries} />
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.SubmenuRoot>
      );
    }
    return (
      <Base.Item
        key={entry.label}
        className={classes(styles['item'], entry.danger && styles['danger'])}
        disabled={Boolean(entry.unavailable)}
        onClick={entry.onSelect}
      >
        {entry.icon}
        <span className={styles['itemWords']}>
          {entry.label}
          {entry.unavailable && <span className={styles['reason']}>{entry.unavailable}</span>}
        </span>
        {entry.keys && <Kbd>{entry.keys}</Kbd>}
      </Base.Item>
    );
  });
}

/**
 * The open list of a menu, beside its button or at a point of the window; closing gives the focus
 * back to the button, or to what `focusAfter` names.
 */
export function MenuList({
  anchor,
  label,
  entries,
  align,
  focusAfter,
  onClose,
}: {
  readonly anchor: RefObject<HTMLElement | null> | Point;
  /** Its name, where no button gives it one. */
  readonly label?: string;
  readonly entries: readonly MenuEntry[];
  readonly align: 'start' | 'end';
  readonly focusAfter?: () => HTMLElement | null;
  readonly onClose: () => void;
}) {
  const isPoint = 'x' in anchor;
  return (
    <Base.Root
      open
      // Beside a menu at the pointer the next press means what is below it, e.g. another menu.
      modal={!isPoint}
      onOpenChange={(stays) => {
        if (!stays) onClose();
      }}
    >
      <Base.Portal>
        <Base.Positioner
          className={styles['positioner']}
          anchor={isPoint ? ruleAt(anchor) : anchor}
          align={align}
          sideOffset={isPoint ? 0 : 5}
          collisionPadding={8}
        >
          <Base.Popup
            className={classes(styles['popup'], styles['menu'])}
            aria-label={label}
            finalFocus={isPoint ? () => focusAfter?.() ?? true : anchor}
            onKeyDown={(event) => {
              if (event.key !== 'Tab') return;
              event.preventDefault();
              onClose();
            }}
          >
            <Entries entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
