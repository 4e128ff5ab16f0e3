/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- parts are dragged by hand; the buttons in each line do the same */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import { announce } from '../../shell/announcer.ts';
import { IconButton } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Thumbnail } from '../../ui/Thumbnail.tsx';
import { durationText, pixelsText } from '../../words/format.ts';
import { joinWords as words } from '../../words/join.ts';
import styles from './Join.module.css';

const factsOf = ({ duration_s, width, height }: AssetRow): string =>
  [
    duration_s === null ? null : durationText(duration_s),
    width === null || height === null ? null : pixelsText(width, height),
  ]
    .filter((one) => one !== null)
    .join(' · ');

/** The parts of a join in their order, which is changed by drag, by buttons, and by Alt with an arrow. */
export function PartList({
  parts,
  onOrder,
}: {
  readonly parts: readonly AssetRow[];
  readonly onOrder: (order: readonly AssetId[]) => void;
}) {
  const [dragged, setDragged] = useState<AssetId | null>(null);
  const [over, setOver] = useState<AssetId | null>(null);
  const move = (part: AssetRow, to: number): void => {
    if (to < 0 || to >= parts.length) return;
    const order = parts.map(({ id }) => id).filter((id) => id !== part.id);
    onOrder(order.toSpliced(to, 0, part.id));
    announce(words.moved(part.name, to + 1, parts.length));
  };
  const drop = (at: number): void => {
    const part = parts.find(({ id }) => id === dragged);
    setDragged(null);
    setOver(null);
    if (part) move(part, at);
  };
  const keyed = (event: KeyboardEvent, part: AssetRow, at: number): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || step === 0) return;
    event.preventDefault();
    move(part, at + step);
  };
  return (
    <ol className={styles['list']} aria-label={words.list}>
      {parts.map((part, at) => (
        <li
          key={part.id}
          className={classes(styles['part'], over === part.id && styles['over'])}
          draggable={parts.length > 1}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            setDragged(part.id);
          }}
          onDragEnd={() => {
            setDragged(null);
            setOver(null);
          }}
          onDragOver={(event) => {
            if (dragged === null || dragged === part.id) return;
            event.preventDefault();
            setOver(part.id);
          }}
          onDrop={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            drop(at);
          }}
        >
          <span className={styles['place']}>{at + 1}</span>
          <span className={styles['thumbnail']}>
            <Thumbnail blob={part.blob} format={part.format} kind={part.kind} />
          </span>
          <span className={styles['words']}>
            <span className={styles['name']} dir="auto">
              {part.name}
            </span>
            <span className={styles['quiet']}>{factsOf(part)}</span>
          </span>
          <IconButton
            look="quiet"
            label={words.up(part.name)}
            icon={<ArrowUp aria-hidden />}
            unavailable={at === 0 ? words.atTop : null}
            onKeyDown={(event) => keyed(event, part, at)}
            onClick={() => move(part, at - 1)}
          />
          <IconButton
            look="quiet"
            label={words.down(part.name)}
            icon={<ArrowDown aria-hidden />}
            unavailable={at === parts.length - 1 ? words.atEnd : null}
            onKeyDown={(event) => keyed(event, part, at)}
            onClick={() => move(part, at + 1)}
          />
        </li>
      ))}
    </ol>
  );
}
