import {
  ArrowLeft,
  ClipboardPaste,
  Copy,
  Ellipsis,
  Eye,
  FileImage,
  Maximize,
  Redo2,
  RotateCcw,
  Scan,
  SquareSplitHorizontal,
  Undo2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useSyncExternalStore } from 'react';

import { goTo } from '../address.ts';
import { keysText } from '../shell/shortcuts.ts';
import { phoneWidth, useMedia } from '../shell/useMedia.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { enhanceWords as words } from '../words/enhance.ts';
import { useEditor, useUndoNow } from './editor.ts';
import styles from './Editor.module.css';
import type { Scene } from './stage/paintings.ts';
import type { PictureStage } from './stage/picture-stage.ts';
import { fitted, nextScale, zoomedTo } from './stage/view.ts';
import type { EditorActs } from './useEditorActs.ts';

/** Back to where the person came from; opened by its address alone, to the library. */
export const leaveEditor = (): void => (history.length > 1 ? history.back() : goTo('/library'));

/** Zooming about the middle of what is seen. */
function zoomOf(stage: PictureStage): {
  readonly to: (scale: number) => void;
  readonly by: (step: 1 | -1) => void;
  readonly fit: () => void;
  readonly actual: () => void;
} {
  const to = (scale: number): void => {
    const middle = { x: stage.stage.width / 2, y: stage.stage.height / 2 };
    stage.setView(zoomedTo(stage.view, scale, middle, stage.part, stage.stage));
  };
  return {
    to,
    by: (step) => to(nextScale(stage.view.scale, step, stage.ratio)),
    fit: () => stage.setView(fitted(stage.part, stage.stage)),
    actual: () => to(1 / stage.ratio),
  };
}

/** Zoom as buttons; the scale in device pixels, so that 100 % is pixel by pixel. */
function ZoomPart() {
  const { stage } = useEditor();
  const { scale } = useSyncExternalStore(stage.onViewport, stage.viewport);
  const zoom = zoomOf(stage);
  const fraction = scale * stage.ratio;
  return (
    <span className={styles['group']}>
      <IconButton
        label={words.zoomOut}
        keys={keysText('-')}
        icon={<ZoomOut aria-hidden />}
        onClick={() => zoom.by(-1)}
      />
      <Menu
        align="start"
        trigger={
          <Button look="quiet" className={styles['zoom']} aria-label={words.zoom(fraction)}>
            {words.zoomText(fraction)}
          </Button>
        }
        entries={[
          {
            label: words.fit,
            keys: keysText('0'),
            onSelect: zoom.fit,
          },
          { label: words.actual, keys: keysText('1'), onSelect: zoom.actual },
          ...[0.5, 2, 4].map((factor) => ({
            label: words.zoomText(factor),
            onSelect: () => zoom.to(factor / stage.ratio),
          })),
        ]}
      />
      <IconButton
        label={words.zoomIn}
        keys={keysText('+')}
        icon={<ZoomIn aria-hidden />}
        onClick={() => zoom.by(1)}
      />
    </span>
  );
}

/** The bar of the editor: the name, zoom, undo, before and after, saving. */
export function EditorBar({
  acts,
  compare,
  onCompare,
  isUnsaved,
}: {
  readonly acts: EditorActs;
  readonly compare: Scene['compare'];
  readonly onCompare: (compare: Scene['compare']) => void;
  readonly isUnsaved: boolean;
}) {
  const { asset, stage } = useEditor();
  const zoom = zoomOf(stage);
  const phone = useMedia(phoneWidth);
  const { canUndo, canRedo, undo, redo } = useUndoNow();
  const more = [
    ...(phone
      ? [
          {
            label: words.compare,
            icon: <SquareSplitHorizontal aria-hidden />,
            onSelect: () => onCompare(typeof compare === 'number' ? 'edited' : 0.5),
          },
          // Two fingers are not everybody's: what they do has a place to tap as well.
          { label: words.zoomIn, icon: <ZoomIn aria-hidden />, onSelect: () => zoom.by(1) },
          { label: words.zoomOut, icon: <ZoomOut aria-hidden />, onSelect: () => zoom.by(-1) },
          { label: words.fit, icon: <Maximize aria-hidden />, onSelect: zoom.fit },
          { label: words.actual, icon: <Scan aria-hidden />, onSelect: zoom.actual },
          'separator' as const,
        ]
      : []),
    {
      label: words.copy,
      icon: <Copy aria-hidden />,
      keys: keysText('alt+c'),
      unavailable: acts.nothingEdited,
      onSelect: acts.copy,
    },
    {
      label: words.paste,
      icon: <ClipboardPaste aria-hidden />,
      keys: keysText('alt+v'),
      unavailable: acts.nothingCopied,
      onSelect: acts.paste,
    },
    {
      label: words.reset,
      icon: <RotateCcw aria-hidden />,
      unavailable: acts.nothingEdited,
      onSelect: acts.reset,
    },
    'separator' as const,
    {
      label: words.savePng,
      icon: <FileImage aria-hidden />,
      unavailable: acts.nothingEdited,
      onSelect: () => acts.save('png'),
    },
  ];
  return (
    <>
      <IconButton label={words.back} icon={<ArrowLeft aria-hidden />} onClick={leaveEditor} />
      <h1 className={styles['title']} dir="auto">
        {asset.name}
      </h1>
      {isUnsaved && !phone && <span className={styles['draft']}>{words.isDraft}</span>}
      <span className={styles['spring']} />
      {!phone && <ZoomPart />}
      <span className={styles['group']}>
        <IconButton
          label={words.undo}
          keys={keysText('mod+z')}
          icon={<Undo2 aria-hidden />}
          unavailable={canUndo ? null : words.nothingToUndo}
          onClick={undo}
        />
        <IconButton
          label={words.redo}
          keys={keysText('mod+shift+z')}
          icon={<Redo2 aria-hidden />}
          unavailable={canRedo ? null : words.nothingToRedo}
          onClick={redo}
        />
      </span>
      <span className={styles['group']}>
        <IconButton
          label={words.original}
          keys={keysText('o')}
          icon={<Eye aria-hidden />}
          aria-pressed={compare === 'original'}
          onPointerDown={() => onCompare('original')}
          onPointerUp={() => onCompare('edited')}
          onPointerCancel={() => onCompare('edited')}
          onPointerLeave={() => {
            if (compare === 'original') onCompare('edited');
          }}
          onKeyDown={(event) => {
            if (event.key === ' ' || event.key === 'Enter') onCompare('original');
          }}
          onKeyUp={() => onCompare('edited')}
          onBlur={() => {
            if (compare === 'original') onCompare('edited');
          }}
        />
        {!phone && (
          <IconButton
            label={words.compare}
            keys={keysText('y')}
            icon={<SquareSplitHorizontal aria-hidden />}
            aria-pressed={typeof compare === 'number'}
            onClick={() => onCompare(typeof compare === 'number' ? 'edited' : 0.5)}
          />
        )}
        <Menu
          trigger={<IconButton label={words.more} icon={<Ellipsis aria-hidden />} />}
          entries={more}
        />
      </span>
      <Button
        look="primary"
        busy={acts.isSaving}
        unavailable={acts.nothingEdited}
        onClick={() => acts.save('same')}
      >
        {phone ? words.saveShort : words.save}
      </Button>
    </>
  );
}
