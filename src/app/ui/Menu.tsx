import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';

import { classes } from './classes.ts';
import styles from './Floating.module.css';
import { Kbd } from './Kbd.tsx';

export type MenuEntry =
  | {
      readonly label: string;
      readonly icon?: ReactNode;
      readonly keys?: string;
      readonly danger?: boolean;
      /** Why it cannot be used now; shown under the label. */
      readonly unavailable?: string | null | undefined;
      readonly onSelect: () => void;
    }
  | 'separator';

/** A list of acts behind a button. */
export function Menu({
  trigger,
  entries,
  align = 'end',
}: {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          className={styles['positioner']}
          align={align}
          sideOffset={5}
          collisionPadding={8}
        >
          <Base.Popup className={classes(styles['popup'], styles['menu'])}>
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
