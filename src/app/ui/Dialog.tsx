import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

import { commonWords as words } from '../words/common.ts';
import { Button, IconButton } from './Button.tsx';
import { classes } from './classes.ts';
import styles from './Dialog.module.css';

/** Where the focus goes first: what is to be filled in, or else the first act, the safe one. */
const firstField = 'input:not([type="hidden"]), select, textarea, [role="radio"][tabindex="0"]';

/** Milliseconds in which a second click still belongs to the one that opened the panel. */
const doubleClick = 400;

/** A modal panel. The title says what it is about; `actions` stand at its foot. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  actions,
  children,
  size = 'normal',
  focusAfter,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
  /** `full` covers the window; `sheet` comes from the side. */
  readonly size?: 'small' | 'normal' | 'wide' | 'full' | 'sheet';
  /** Where the focus goes when it closes; what had it before, without one. */
  readonly focusAfter?: () => HTMLElement | null;
}) {
  const popup = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLElement>(null);
  const openedAt = useRef(0);
  useEffect(() => {
    if (open) openedAt.current = performance.now();
  }, [open]);
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, { reason }) => {
        if (next) return;
        const early = performance.now() - openedAt.current < doubleClick;
        if (reason !== 'outside-press' || !early) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles['scrim']} />
        <Base.Popup
          ref={popup}
          className={classes(styles['popup'], styles[size])}
          // On touch a field that has the focus would bring up the keyboard over the dialog.
          finalFocus={() => focusAfter?.() ?? true}
          initialFocus={(by) =>
            (by === 'touch' || size === 'sheet' || size === 'full'
              ? null
              : (body.current?.querySelector<HTMLElement>(firstField) ??
                foot.current?.querySelector<HTMLElement>('button'))) ?? popup.current
          }
        >
          <header className={styles['head']}>
            <Base.Title className={styles['title']}>{title}</Base.Title>
            <Base.Close render={<IconButton label={words.close} icon={<X />} size="small" />} />
          </header>
          <div ref={body} className={styles['body']}>
            {description && (
              <Base.Description className={styles['description']} render={<div />}>
                {description}
              </Base.Description>
            )}
            {children}
          </div>
          {actions && (
            <footer ref={foot} className={styles['actions']}>
              {actions}
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Asks before something that cannot be taken back, with the numbers of what it does. */
export function ConfirmDialog({
  open,
  title,
  description,
  act,
  onConfirm,
  onClose,
}: {
  readonly open: boolean;
  readonly title: string;
  readonly description: ReactNode;
  /** The act by its name, never "OK". */
  readonly act: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      description={description}
      size="small"
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button
            look="danger"
            onClick={() => {
              onConfirm();
              onClose();
            }}
          >
            {act}
          </Button>
        </>
      }
    />
  );
}
