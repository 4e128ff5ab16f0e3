import { X } from 'lucide-react';
import { useEffect, useState } from 'react';

import { commonWords as words } from '../words/common.ts';
import { Button, IconButton } from './Button.tsx';
import { classes } from './classes.ts';
import styles from './ToastRegion.module.css';
import { type Toast, useToasts } from './toasts.ts';

const shownFor = 7_000;

function ToastCard({ toast }: { readonly toast: Toast }) {
  const remove = useToasts((state) => state.remove);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    // A failure stays until it is closed; a message stays while it is pointed at or focused.
    if (held || toast.tone === 'bad') return;
    const timer = setTimeout(() => remove(toast.id), shownFor);
    return () => clearTimeout(timer);
  }, [held, remove, toast.id, toast.tone]);
  return (
    <div
      className={classes(styles['toast'], toast.tone === 'bad' && styles['bad'])}
      role={toast.tone === 'bad' ? 'alert' : 'status'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className={styles['words']}>
        <p>{toast.text}</p>
        {toast.more && <p className={styles['more']}>{toast.more}</p>}
      </div>
      {toast.action && (
        <Button
          size="small"
          look="quiet"
          className={styles['action']}
          onClick={() => {
            toast.action?.run();
            remove(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton size="small" label={words.close} icon={<X />} onClick={() => remove(toast.id)} />
    </div>
  );
}

/** Where short messages appear; stands once in the shell. */
export function ToastRegion() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <section className={styles['region']} aria-label={words.messages}>
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}
