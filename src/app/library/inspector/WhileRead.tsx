import type { KeyboardEvent, ReactNode, SyntheticEvent } from 'react';

import { showToast } from '../../ui/toasts.ts';
import { inspectorWords as words } from '../../words/inspector.ts';

/**
 * Shows what was selected before for as long as the new selection is being read, so that nothing
 * flickers, and lets nothing be done to it: a click would act on what is no longer selected.
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
  const stop = (event: SyntheticEvent): void => {
    if (!stale) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.type === 'click') showToast({ text: words.stillReading, tone: 'plain' });
  };
  const stopKey = (event: KeyboardEvent): void => {
    const isPress = event.key === 'Enter' || event.key === ' ';
    if (isPress && event.target instanceof HTMLButtonElement) stop(event);
  };
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
