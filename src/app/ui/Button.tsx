import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react';

import styles from './Button.module.css';
import { classes } from './classes.ts';
import { Tooltip } from './Tooltip.tsx';

export interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'disabled'> {
  /** `primary` is the one thing to do next: at most one on a screen. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'small';
  readonly icon?: ReactNode;
  /** Why it cannot be used now; the button stays focusable and says so. */
  readonly unavailable?: string | null | undefined;
  readonly busy?: boolean;
}

/** A button with words. A button that cannot be used always says why. */
export function Button({
  look = 'plain',
  size = 'normal',
  icon,
  unavailable,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const off = unavailable !== undefined && unavailable !== null;
  const click = (event: MouseEvent<HTMLButtonElement>): void => {
    // The second half of a double click is no second wish for what is to be done next.
    const isEcho = look === 'primary' && event.detail > 1;
    if (off || busy || isEcho) {
      event.preventDefault();
      return;
    }
    onClick?.(event);
  };
  const button = (
    <button
      type="button"
      {...rest}
      className={classes(styles['button'], styles[look], styles[size], className)}
      aria-disabled={off || busy || undefined}
      aria-busy={busy || undefined}
      onClick={click}
    >
      {icon}
      {children}
    </button>
  );
  if (unavailable === undefined) return button;
  // One that may become unavailable stands in its tooltip always: a button drawn anew would lose
  // the focus, e.g. when it has just done the last there was to do.
  return (
    <Tooltip text={unavailable ?? ''} silent={!off}>
      {button}
    </Tooltip>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'children' | 'look'> {
  /** What it does: the accessible name and the tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly look?: 'plain' | 'quiet';
  /** Shown in the tooltip beside the label. */
  readonly keys?: string;
}

/** A button with an icon only; its label shows as a tooltip. */
export function IconButton({
  label,
  icon,
  keys,
  look = 'quiet',
  size = 'normal',
  unavailable,
  busy: _busy,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const off = unavailable !== undefined && unavailable !== null;
  return (
    <Tooltip text={off ? `${label}: ${unavailable}` : label} {...(keys ? { keys } : {})}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-disabled={off || undefined}
        className={classes(
          styles['button'],
          styles['iconOnly'],
          styles[look],
          styles[size],
          className,
        )}
        onClick={(event) => {
          if (!off) onClick?.(event);
        }}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
