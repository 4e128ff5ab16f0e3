/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a plane that is panned is no field set */
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';

import type { LineageNode } from '#domain/contract/lineage.ts';
import type { Folded } from '#domain/lineage/fold.ts';
import { announce } from '../shell/announcer.ts';
import { IconButton } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { lineageWords as words } from '../words/lineage.ts';
import { detailAt, node as size, shownAt, zoomed } from './geometry.ts';
import styles from './Graph.module.css';
import { GraphNode } from './GraphNode.tsx';
import { sentenceOf, tieWords } from './node-words.ts';
import { type Item, useItems } from './useItems.ts';
import { useView } from './useView.ts';

/** The graph: pan, zoom, and a walk along its lines with the arrow keys. */
export function Graph({
  folded,
  focus,
  chosen,
  onChoose,
  onOpen,
  onExpand,
  onCentre,
}: {
  readonly folded: Folded;
  readonly focus: string;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly onOpen: (node: LineageNode) => void;
  readonly onExpand: (id: string) => void;
  readonly onCentre: (node: LineageNode) => void;
}) {
  const helpId = useId();
  const pane = useRef<HTMLDivElement>(null);
  const { edges } = folded;
  const { layout, items, itemsById, lines } = useItems(folded);
  const centre = itemsById.get(focus)?.place ?? { x: 0, y: 0 };
  const { box, view, setView, fit, drag } = useView(pane, layout, focus, centre);
  const detail = detailAt(view.scale);
  const current = itemsById.get(chosen) ?? itemsById.get(focus);
  const isMeasured = box !== null;
  useEffect(() => {
    // Whoever came by a key goes on by keys: what had the focus went with the place before.
    if (!isMeasured || document.activeElement !== document.body) return;
    pane.current
      ?.querySelector<HTMLElement>('[data-node][aria-current]')
      ?.focus({ preventScroll: true });
  }, [isMeasured]);

  const sentence = (item: Item): string => {
    const edge =
      edges.find(
        ({ from, to }) => (to === item.id && from === focus) || (from === item.id && to === focus),
      ) ??
      edges.find(({ to }) => to === item.id) ??
      edges.find(({ from }) => from === item.id);
    const [from, to] = edge ? [itemsById.get(edge.from), itemsById.get(edge.to)] : [];
    return edge && from?.node && to?.node ? sentenceOf(edge, from.node, to.node) : '';
  };
  const goToItem = (item: Item | undefined): void => {
    if (!item) return;
    if (item.node) onChoose(item.id);
    if (box) setView(shownAt(view, item.place, box));
    announce([item.name, item.more, sentence(item)].filter(Boolean).join(', '));
    requestAnimationFrame(() =>
      pane.current
        ?.querySelector<HTMLElement>(`[data-node="${CSS.escape(item.id)}"]`)
        ?.focus({ preventScroll: true }),
    );
  };
  const nearest = (ids: readonly string[], y: number): Item | undefined =>
    ids
      .flatMap((id) => itemsById.get(id) ?? [])
      .toSorted((a, b) => Math.abs(a.place.y - y) - Math.abs(b.place.y - y))[0];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, item: Item): void => {
    const column = items
      .filter(({ layer }) => layer === item.layer)
      .toSorted((a, b) => a.place.y - b.place.y);
    const index = column.indexOf(item);
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () =>
        goToItem(
          nearest(
            edges.flatMap(({ from, to }) => (to === item.id ? [from] : [])),
            item.place.y,
          ),
        ),
      ArrowRight: () =>
        goToItem(
          nearest(
            edges.flatMap(({ from, to }) => (from === item.id ? [to] : [])),
            item.place.y,
          ),
        ),
      ArrowUp: () => goToItem(column[index - 1]),
      ArrowDown: () => goToItem(column[index + 1]),
      Home: () => goToItem(itemsById.get(focus)),
      Enter: () => (item.node ? onOpen(item.node) : onExpand(item.id)),
      ' ': () => (item.node ? onCentre(item.node) : onExpand(item.id)),
      '+': () => zoom(1.3),
      '-': () => zoom(1 / 1.3),
      '0': fit,
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const zoom = (factor: number): void => {
    if (box) setView(zoomed(view, factor, { x: box.width / 2, y: box.height / 2 }));
  };
  const isInside = ({ place, id }: Item): boolean => {
    if (box === null) return false;
    if (id === current?.id) return true;
    const [x, y] = [view.x + place.x * view.scale, view.y + place.y * view.scale];
    const margin = size.width * view.scale;
    return x > -margin && x < box.width + margin && y > -margin && y < box.height + margin;
  };
  return (
    <div className={styles['frame']}>
      <p id={helpId} className={styles['help']}>
        {words.graphHelp}
      </p>
      <div
        ref={pane}
        role="group"
        aria-label={words.graph}
        aria-describedby={helpId}
        className={styles['pane']}
        data-detail={detail}
        {...drag}
      >
        <div
          className={styles['plane']}
          style={{
            transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
            ['--scale' as string]: view.scale,
          }}
        >
          <svg className={styles['lines']} aria-hidden>
            {lines.map(({ key, edge, path }) => (
              <path
                key={key}
                d={path}
                className={classes(
                  styles['line'],
                  (edge.from === current?.id || edge.to === current?.id) && styles['lit'],
                )}
              />
            ))}
            {detail === 'cards' &&
              lines.map(
                ({ key, edge, label, isShort }) =>
                  isShort && (
                    <text key={key} x={label.x} y={label.y - 4} className={styles['label']}>
                      {tieWords(edge)}
                    </text>
                  ),
              )}
          </svg>
          {items.filter(isInside).map((item) => (
            <GraphNode
              key={item.id}
              item={item}
              detail={detail}
              label={[item.name, item.more, sentence(item)].filter(Boolean).join(', ')}
              isCurrent={item.id === current?.id}
              isFocus={item.id === focus}
              onPress={() => (item.node ? onChoose(item.id) : onExpand(item.id))}
              onOpen={() => item.node && onOpen(item.node)}
              onKeyDown={(event) => onKeyDown(event, item)}
            />
          ))}
          {detail === 'cards' &&
            items.filter(isInside).map(
              ({ id, node, place, name }) =>
                node &&
                node.more_up + node.more_down > 0 && (
                  <button
                    key={`more ${id}`}
                    type="button"
                    className={styles['more']}
                    aria-label={words.moreOf(node.more_up + node.more_down, name)}
                    style={{
                      insetInlineStart: place.x - size.width / 2,
                      top: place.y + size.height / 2 - 6,
                    }}
                    onClick={() => onExpand(id)}
                  >
                    {words.more(node.more_up + node.more_down)}
                  </button>
                ),
            )}
        </div>
        <div className={styles['zoom']}>
          <IconButton
            size="small"
            look="plain"
            label={words.zoomOut}
            icon={<ZoomOut aria-hidden />}
            onClick={() => zoom(1 / 1.4)}
          />
          <IconButton
            size="small"
            look="plain"
            label={words.fit}
            icon={<Maximize aria-hidden />}
            onClick={fit}
          />
          <IconButton
            size="small"
            look="plain"
            label={words.zoomIn}
            icon={<ZoomIn aria-hidden />}
            onClick={() => zoom(1.4)}
          />
        </div>
      </div>
    </div>
  );
}
