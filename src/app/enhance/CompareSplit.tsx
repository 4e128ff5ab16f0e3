/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a line across the whole picture has no element of its own */
import { useRef } from 'react';

import { enhanceWords as words } from '../words/enhance.ts';
import { percentText } from '../words/format.ts';
import { useEditor } from './editor.ts';
import styles from './Editor.module.css';

const clamped = (at: number): number => Math.min(1, Math.max(0, at));

/** The line between before and after, moved by hand or with the arrow keys. */
export function CompareSplit({
  at,
  onAt,
}: {
  readonly at: number;
  readonly onAt: (at: number) => void;
}) {
  const { stage } = useEditor();
  const drag = useRef<{ readonly x: number; readonly at: number } | null>(null);
  return (
    <>
      <span className={`${styles['side'] ?? ''} ${styles['before'] ?? ''}`}>
        {words.originalShown}
      </span>
      <span className={`${styles['side'] ?? ''} ${styles['after'] ?? ''}`}>
        {words.editedShown}
      </span>
      <div
        data-handle
        role="slider"
        tabIndex={0}
        aria-label={words.compareAt}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(at * 100)}
        aria-valuetext={percentText(at)}
        className={styles['split']}
        style={{ left: `${String(at * 100)}%` }}
        onPointerDown={(event) => {
          drag.current = { x: event.clientX, at };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (!drag.current) return;
          onAt(clamped(drag.current.at + (event.clientX - drag.current.x) / stage.stage.width));
        }}
        onPointerUp={() => {
          drag.current = null;
        }}
        onPointerCancel={() => {
          drag.current = null;
        }}
        onKeyDown={(event) => {
          const step = event.shiftKey ? 0.1 : 0.02;
          const to: Readonly<Record<string, number>> = {
            ArrowLeft: at - step,
            ArrowRight: at + step,
            Home: 0,
            End: 1,
          };
          const next = to[event.key];
          if (next === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          onAt(clamped(next));
        }}
      >
        <span className={styles['grip']} />
      </div>
    </>
  );
}
