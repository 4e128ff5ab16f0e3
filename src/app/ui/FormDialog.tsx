import { type ReactNode, useId, useRef } from 'react';

import { commonWords } from '../words/common.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import styles from './FormDialog.module.css';

/**
 * A modal form: what is to be filled in, Cancel, and the act by its name, which Enter does too. What
 * is missing is said by its field, in the app's words, and gets the focus.
 */
export function FormDialog({
  title,
  description,
  act,
  look = 'primary',
  size = 'normal',
  busy = false,
  unavailable = null,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string;
  readonly description?: ReactNode;
  /** The act on the button, never "OK". */
  readonly act: string;
  readonly look?: 'primary' | 'danger';
  readonly size?: 'small' | 'normal' | 'wide';
  readonly busy?: boolean;
  /** Why the act cannot be done yet, in words, or null. */
  readonly unavailable?: string | null;
  readonly onSubmit: () => void | Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const form = useId();
  const sending = useRef(false);
  const submit = async (fields: HTMLFormElement): Promise<void> => {
    // The second half of a double click is not a second order.
    if (unavailable !== null || busy || sending.current) return;
    sending.current = true;
    try {
      await onSubmit();
    } finally {
      sending.current = false;
    }
    requestAnimationFrame(() => {
      fields.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      size={size}
      {...(description === undefined ? {} : { description })}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button look={look} type="submit" form={form} busy={busy} unavailable={unavailable}>
            {act}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}
