/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions -- the picture is moved by keys and by hand; the buttons below do the same */
import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';

import { Button, IconButton } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import shared from '../../ui/Pane.module.css';
import { fromMiddleOf, usePaneSize, useWheel, wheelFactor } from '../../ui/pane.ts';
import { percentText } from '../../words/format.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { fitted, isFitted, panned, type Size, type Zoom, zoomedAt } from './zoom.ts';
import styles from './ZoomView.module.css';

const step = 1.4;

/**
 * A picture that can be zoomed and moved: wheel, pinch, drag, and the keys + − 0 1 and arrows.
 * With `before` there are two pictures and a slider between them.
 */
export function ZoomView({
  url,
  picture,
  alt,
  before,
  wheel = 'zoom',
  onError,
  onOpen,
}: {
  readonly url: string;
  /** Pixels of the picture as it is seen. */
  readonly picture: Size;
  readonly alt: string;
  /** What it was made from, shown on the left of the slider. */
  readonly before?: string | null;
  /** In a column that scrolls, the wheel zooms with Ctrl only. */
  readonly wheel?: 'zoom' | 'withCtrl';
  readonly onError?: () => void;
  readonly onOpen?: (() => void) | undefined;
}) {
  const box = useRef<HTMLDivElement>(null);
  const pane = usePaneSize(box);
  const [zoom, setZoom] = useState<Zoom | null>(null);
  const [split, setSplit] = useState(0.5);
  const ratio = devicePixelRatio || 1;

  const window_ = pane && { width: pane.width * ratio, height: pane.height * ratio };
  const shown = window_ && (zoom ?? fitted(picture, window_));
  const isFit = zoom === null;

  const change = (next: (zoom: Zoom, window: Size) => Zoom): void => {
    if (!window_ || !shown) return;
    const after = next(shown, window_);
    setZoom(isFitted(after, picture, window_) ? null : after);
  };
  const zoomBy = (factor: number, at = { x: 0, y: 0 }): void =>
    change((now, size) => zoomedAt(now, factor, at, picture, size));
  const toActual = (at = { x: 0, y: 0 }): void =>
    change((now, size) => zoomedAt(now, 1 / now.scale, at, picture, size));

  const fromMiddle = (clientX: number, clientY: number): { x: number; y: number } => {
    const { x, y } = fromMiddleOf(box.current, clientX, clientY);
    return { x: x * ratio, y: y * ratio };
  };

  useWheel(box, (event) => {
    if (wheel === 'withCtrl' && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomBy(wheelFactor(event), fromMiddle(event.clientX, event.clientY));
  });

  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const before_ = fingers.current.get(event.pointerId);
    if (!before_) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const was = Math.hypot(before_.x - other.x, before_.y - other.y);
      const is = Math.hypot(now.x - other.x, now.y - other.y);
      if (was > 0) {
        zoomBy(is / was, fromMiddle((now.x + other.x) / 2, (now.y + other.y) / 2));
      }
    } else if (!isFit) {
      change((current, size) =>
        panned(current, (now.x - before_.x) * ratio, (now.y - before_.y) * ratio, picture, size),
      );
    }
    fingers.current.set(event.pointerId, now);
  };
  const onPointerEnd = (event: PointerEvent<HTMLElement>): void => {
    fingers.current.delete(event.pointerId);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const by = 80 * ratio;
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [by, 0],
      ArrowRight: [-by, 0],
      ArrowUp: [0, by],
      ArrowDown: [0, -by],
    };
    const move = moves[event.key];
    if (move && !isFit) {
      change((now, size) => panned(now, move[0], move[1], picture, size));
      event.stopPropagation();
    } else if (event.key === '+' || event.key === '=') zoomBy(step);
    else if (event.key === '-') zoomBy(1 / step);
    else if (event.key === '0') setZoom(null);
    else if (event.key === '1') toActual();
    else return;
    event.preventDefault();
  };

  const css = shown && {
    width: (picture.width * shown.scale) / ratio,
    height: (picture.height * shown.scale) / ratio,
    left: (window_.width / 2 - shown.x * shown.scale) / ratio,
    top: (window_.height / 2 - shown.y * shown.scale) / ratio,
  };
  // The slider stands in the window; the cut lies on the picture.
  const cut =
    css && window_
      ? Math.min(1, Math.max(0, (split * (window_.width / ratio) - css.left) / css.width))
      : split;
  const place = css
    ? {
        transform: `translate(${String(css.left)}px, ${String(css.top)}px)`,
        width: css.width,
        height: css.height,
      }
    : { opacity: 0 };
  const crisp = shown !== null && shown.scale >= 3 && shared['crisp'];

  return (
    <div className={styles['view']}>
      <div
        ref={box}
        className={classes(styles['box'], !isFit && shared['movable'])}
        role="group"
        aria-label={words.preview}
        tabIndex={0}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerEnd}
        onPointerCancel={onPointerEnd}
        onKeyDown={onKeyDown}
        onDoubleClick={(event) =>
          isFit ? toActual(fromMiddle(event.clientX, event.clientY)) : setZoom(null)
        }
      >
        <img
          src={url}
          alt={alt}
          draggable={false}
          className={classes(shared['picture'], crisp)}
          style={place}
          onError={onError}
        />
        {before && (
          <img
            src={before}
            alt=""
            draggable={false}
            className={classes(shared['picture'], crisp)}
            style={{ ...place, clipPath: `inset(0 ${String((1 - cut) * 100)}% 0 0)` }}
          />
        )}
        {isFit && shown !== null && shown.scale > 1 && (
          <span className={styles['note']}>{words.enlarged(shown.scale)}</span>
        )}
        {before && (
          <>
            <span className={shared['cut']} style={{ left: `${String(split * 100)}%` }} />
            <span className={styles['before']}>{words.before}</span>
            <span className={styles['after']}>{words.after}</span>
          </>
        )}
      </div>
      {before && (
        <input
          type="range"
          className={styles['slider']}
          aria-label={words.compareSlider}
          min={0}
          max={1}
          step={0.01}
          value={split}
          onChange={(event) => setSplit(Number(event.target.value))}
        />
      )}
      <div className={styles['tools']}>
        <IconButton
          size="small"
          label={words.zoomOut}
          icon={<ZoomOut aria-hidden />}
          onClick={() => zoomBy(1 / step)}
        />
        <span className={styles['scale']}>{shown ? percentText(shown.scale) : ''}</span>
        <IconButton
          size="small"
          label={words.zoomIn}
          icon={<ZoomIn aria-hidden />}
          onClick={() => zoomBy(step)}
        />
        <Button size="small" look="quiet" aria-pressed={isFit} onClick={() => setZoom(null)}>
          {words.fit}
        </Button>
        <Button size="small" look="quiet" onClick={() => toActual()}>
          {words.actual}
        </Button>
        {onOpen && (
          <IconButton
            size="small"
            label={words.openLarge}
            icon={<Maximize2 aria-hidden />}
            onClick={onOpen}
          />
        )}
      </div>
    </div>
  );
}
