import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';

import { type Handle, handleMoved, withCrop } from '#media/edit/change.ts';
import { cropOf, mapped, type Rectangle } from '#media/edit/frame.ts';
import { announce } from '../../shell/announcer.ts';
import { classes } from '../../ui/classes.ts';
import { enhanceWords } from '../../words/enhance.ts';
import { useEditor, useEditSession } from '../editor.ts';
import { frameToStage } from '../stage/view.ts';
import { useLayer, useViewport } from '../surface.ts';

import styles from './Crop.module.css';

const words = enhanceWords.crop;
const handles = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The crop on the picture: dragged inside it moves, its handles change it, arrow keys do both. */
export function CropOverlay() {
  const { stage } = useEditor();
  const session = useEditSession();
  const { edits } = session;
  // Drawn again with every step of the view.
  useViewport();
  const [isOver, setOver] = useState(false);
  const [isHeld, setHeld] = useState(false);
  const drag = useRef<{ readonly x: number; readonly y: number; readonly part: Rectangle } | null>(
    null,
  );
  const { picture } = stage;
  const part = cropOf(picture, edits);
  const ratio = edits.crop?.ratio ?? null;
  const matrix = frameToStage(stage.view, stage.stage);
  const corner = mapped(matrix, part);
  const { scale } = stage.view;

  const move = (handle: Handle, start: Rectangle, by: { x: number; y: number }): void => {
    const next = handleMoved(picture, edits, start, handle, by, ratio);
    session.change(withCrop(picture, edits, next, ratio), `crop ${handle}`);
  };
  const keys = (handle: Handle) => ({
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const by = steps[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      const far = event.shiftKey ? 10 : 1;
      move(handle, part, { x: by[0] * far, y: by[1] * far });
    },
    onKeyUp: (event: KeyboardEvent<HTMLElement>) => {
      if (!steps[event.key]) return;
      const now = cropOf(picture, edits);
      announce(words.said(now.width, now.height));
    },
  });
  const hand = (handle: Handle) => ({
    'data-handle': '',
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      // The second finger belongs to the picture.
      if (event.button !== 0 || drag.current) return;
      drag.current = { x: event.clientX, y: event.clientY, part };
      event.currentTarget.setPointerCapture(event.pointerId);
      setHeld(true);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const { current } = drag;
      if (!current) return;
      move(handle, current.part, {
        x: (event.clientX - current.x) / scale,
        y: (event.clientY - current.y) / scale,
      });
    },
    onPointerUp: () => {
      drag.current = null;
      setHeld(false);
      session.endStep();
    },
    onPointerCancel: () => {
      drag.current = null;
      setHeld(false);
      session.endStep();
    },
    ...keys(handle),
  });
  // Dragged inside by the stage, so that two fingers still move the picture.
  useLayer({
    cursor: isOver ? 'move' : null,
    onPointer: ({ what, screen }) => {
      const isIn =
        edits.crop !== null &&
        screen.x >= corner.x &&
        screen.y >= corner.y &&
        screen.x <= corner.x + part.width * scale &&
        screen.y <= corner.y + part.height * scale;
      if (what === 'hover' || what === 'leave') {
        setOver(what === 'hover' && isIn);
        return false;
      }
      if (what === 'down') {
        if (!isIn) return false;
        drag.current = { ...screen, part };
        setHeld(true);
        return true;
      }
      const { current } = drag;
      if (what === 'move' && current) {
        const by = { x: (screen.x - current.x) / scale, y: (screen.y - current.y) / scale };
        move('move', current.part, by);
      }
      if (what === 'up' || what === 'cancel') {
        if (what === 'cancel' && current)
          session.change(withCrop(picture, edits, current.part, ratio), 'crop move');
        drag.current = null;
        setHeld(false);
        session.endStep();
      }
      return true;
    },
  });
  return (
    <div
      className={classes(styles['box'], (isHeld || edits.straighten !== 0) && styles['thirds'])}
      style={{
        left: corner.x,
        top: corner.y,
        width: part.width * scale,
        height: part.height * scale,
      }}
    >
      <span id="enhance-crop-help" hidden>
        {words.boxHelp}
      </span>
      <span id="enhance-handle-help" hidden>
        {words.handleHelp}
      </span>
      <button
        type="button"
        className={styles['inside']}
        aria-label={words.box}
        aria-describedby="enhance-crop-help"
        {...keys('move')}
      />
      {handles.map((handle) => (
        <button
          key={handle}
          type="button"
          className={classes(styles['handle'], styles[handle])}
          aria-label={words.handles[handle]}
          aria-describedby="enhance-handle-help"
          {...hand(handle)}
        />
      ))}
    </div>
  );
}
