import { type KeyboardEvent, type PointerEvent, useId, useRef } from 'react';

import {
  facePointNames,
  type FacePoint,
  type FacePointName,
  type FacePoints,
} from '#domain/face.ts';
import { announce } from '../../shell/announcer.ts';
import { faceWords as words } from '../../words/face.ts';
import styles from './Face.module.css';

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The five points as handles over a picture: dragged, or moved by the arrow keys. */
export function PointHandles({
  points,
  where,
  scale,
  toScreen,
  onMove,
}: {
  readonly points: FacePoints;
  /** Which of the two faces it is, in words. */
  readonly where: string;
  /** CSS pixels that a pixel of the picture is wide. */
  readonly scale: number;
  readonly toScreen: (point: FacePoint) => FacePoint;
  readonly onMove: (name: FacePointName, to: FacePoint) => void;
}) {
  const drag = useRef<{ readonly x: number; readonly y: number; readonly from: FacePoint } | null>(
    null,
  );
  const help = useId();
  const end = (): void => {
    drag.current = null;
  };
  const hand = (name: FacePointName) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || drag.current) return;
      drag.current = { x: event.clientX, y: event.clientY, from: points[name] };
      event.currentTarget.setPointerCapture(event.pointerId);
      event.stopPropagation();
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!drag.current) return;
      const { x, y, from } = drag.current;
      onMove(name, {
        x: from.x + (event.clientX - x) / scale,
        y: from.y + (event.clientY - y) / scale,
      });
    },
    onPointerUp: end,
    onPointerCancel: end,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const by = steps[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      const far = event.shiftKey ? 10 : 1;
      const { x, y } = points[name];
      onMove(name, { x: x + by[0] * far, y: y + by[1] * far });
    },
    onKeyUp: (event: KeyboardEvent<HTMLElement>) => {
      const { x, y } = points[name];
      if (steps[event.key]) announce(words.at(words.points[name], where, x, y));
    },
  });
  const handles = facePointNames.map((name) => {
    const { x, y } = toScreen(points[name]);
    return (
      <button
        key={name}
        type="button"
        data-handle=""
        className={styles['handle']}
        style={{ left: x, top: y }}
        aria-label={words.at(words.points[name], where, points[name].x, points[name].y)}
        aria-describedby={help}
        title={words.points[name]}
        {...hand(name)}
      />
    );
  });
  return (
    <>
      <span id={help} hidden>
        {words.handleHelp}
      </span>
      {handles}
    </>
  );
}
