import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import { commonWords as words } from '../words/common.ts';
import { Button, IconButton } from './Button.tsx';
import { classes } from './classes.ts';
import styles from './Dialog.module.css';

/** A modal panel. The title says what it is about; `actions` stand at its foot. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  actions,
  children,
  size = 'normal',
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
  /** `full` covers the window; `sheet` comes from the side. */
  readonly size?: 'small' | 'normal' | 'wide' | 'full' | 'sheet';
}) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles['scrim']} />
        <Base.Popup className={classes(styles['popup'], styles[size])}>
          <header className={styles['head']}>
            <Base.Title className={styles['title']}>{title}</Base.Title>
            <Base.Close render={<IconButton label={words.close} icon={<X />} size="small" />} />
          </header>
          <div className={styles['body']}>
            {description && (
              <Base.Description className={styles['description']} render={<div />}>
                {description}
              </Base.Description>
            )}
            {children}
          </div>
          {actions && <footer className={styles['actions']}>{actions}</footer>}
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
