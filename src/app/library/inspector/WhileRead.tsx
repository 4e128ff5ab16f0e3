import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useEffect, useRef } from 'react';

/** What can be pressed; a click lands on it or on a sign inside of it. */
const pressable = 'button, a[href], input, select, summary, [role="button"]';

/**
 * Shows what was selected before for as long as the new selection is being read, so that nothing
 * flickers, and lets nothing be done to it. What is pressed meanwhile is done once the new
 * selection is shown, and to it: that is what was meant.
 */
export function WhileRead({
  stale,
  className,
  children,
}: {
  readonly stale: boolean;
  readonly className: string | undefined;
  readonly children: ReactNode;
}) {
  const pressed = useRef<HTMLElement | null>(null);
  const stop = (event: SyntheticEvent): void => {
    if (!stale) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.type !== 'click' && event.type !== 'keydown') return;
    const on = event.target instanceof Element ? event.target.closest(pressable) : null;
    pressed.current = on instanceof HTMLElement ? on : null;
  };
  const stopKey = (event: KeyboardEvent): void => {
    const isPress = event.key === 'Enter' || event.key === ' ';
    if (isPress && event.target instanceof HTMLButtonElement) stop(event);
  };
  useEffect(() => {
    if (stale) return;
    const on = pressed.current;
    pressed.current = null;
    // Gone with what it belonged to: then it was not meant for what is shown now.
    if (!on?.isConnected) return;
    on.focus();
    on.click();
  }, [stale]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- it only withholds
    <div
      className={className}
      aria-busy={stale || undefined}
      onPointerDownCapture={stop}
      onMouseDownCapture={stop}
      onClickCapture={stop}
      onKeyDownCapture={stopKey}
    >
      {children}
    </div>
  );
}
