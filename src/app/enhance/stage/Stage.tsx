/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- the picture is moved by keys and by hand; buttons and fields do the same */
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';

import { isTyping } from '../../shell/shortcuts.ts';
import { useThumbnail, useWantThumbnails } from '../../thumbnails.ts';
import { classes } from '../../ui/classes.ts';
import { enhanceWords as words } from '../../words/enhance.ts';
import { useEditor, useStageState } from '../editor.ts';

import { usePointers } from './pointers.ts';
import styles from './Stage.module.css';
import { movedBy } from './view.ts';

/** Squares behind transparency, the same in both themes. */
function squares(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = 16;
  canvas.height = 16;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.fillStyle = '#cfcfd2';
  context.fillRect(0, 0, 16, 16);
  context.fillStyle = '#b6b6ba';
  context.fillRect(0, 0, 8, 8);
  context.fillRect(8, 8, 8, 8);
  return canvas;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [64, 0],
  ArrowRight: [-64, 0],
  ArrowUp: [0, 64],
  ArrowDown: [0, -64],
};

/** The picture on the stage: one canvas for it, one for what tools draw, and their handles above. */
export function Stage({ children }: { readonly children: ReactNode }) {
  const { asset, stage } = useEditor();
  const { state, made } = useStageState();
  const box = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const [isSpace, setSpace] = useState(false);
  const space = useRef(false);
  const { isPanning } = usePointers(box, stage, () => space.current);
  const viewport = useSyncExternalStore(stage.onViewport, stage.viewport);
  const toolCursor = useSyncExternalStore(stage.onState, stage.cursor);

  useLayoutEffect(() => {
    const [node, one, other] = [box.current, picture.current, overlay.current];
    if (!node || !one || !other) return undefined;
    stage.attach(one, other, squares());
    const measure = (): void =>
      stage.resize(
        { width: node.clientWidth, height: node.clientHeight },
        Math.min(3, devicePixelRatio || 1),
      );
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [stage]);

  useWantThumbnails([asset.blob]);
  const small = useThumbnail(asset.blob);
  useEffect(() => {
    if (!small) return;
    const image = new Image();
    image.src = small;
    void image.decode().then(
      () => stage.setSmall(image),
      () => undefined,
    );
  }, [small, stage]);

  // The space bar makes a hand wherever the focus is, but for what it writes in or presses.
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== ' ') return;
      const target = event.target instanceof Element ? event.target : null;
      const isFree = target === document.body || box.current?.contains(target);
      if (event.type === 'keydown' && (!isFree || isTyping(target) || target?.closest('button')))
        return;
      if (event.type === 'keydown') event.preventDefault();
      space.current = event.type === 'keydown';
      setSpace(space.current);
    };
    document.addEventListener('keydown', press);
    document.addEventListener('keyup', press);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('keyup', press);
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== box.current) return;
    if (stage.layers().some((layer) => layer.onKey?.(event.nativeEvent))) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = steps[event.key];
    if (!by) return;
    const far = event.shiftKey ? 4 : 1;
    stage.setView(movedBy(stage.view, by[0] * far, by[1] * far, stage.part, stage.stage));
    event.preventDefault();
    event.stopPropagation();
  };

  const cursor = isPanning ? 'grabbing' : isSpace ? 'grab' : (toolCursor ?? 'grab');
  return (
    <div
      ref={box}
      className={classes(styles['stage'])}
      role="group"
      aria-label={words.stage(asset.name)}
      aria-describedby="enhance-stage-help"
      aria-busy={state === 'decoding'}
      tabIndex={0}
      data-moves=""
      style={{ cursor }}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
    >
      <canvas
        ref={picture}
        className={styles['canvas']}
        role="img"
        aria-label={asset.alt_text ?? asset.name}
      />
      <canvas ref={overlay} className={styles['canvas']} aria-hidden />
      {viewport.stage.width > 1 && children}
      <span id="enhance-stage-help" hidden>
        {words.stageHelp}
      </span>
      {(state === 'decoding' || (state === 'open' && made < 1 && made > 0)) && (
        <p className={styles['busy']}>
          {state === 'decoding' ? words.decoding : words.preparing(made)}
        </p>
      )}
    </div>
  );
}
