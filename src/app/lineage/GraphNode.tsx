import type { KeyboardEvent } from 'react';

import { classes } from '../ui/classes.ts';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { type Detail, node as size } from './geometry.ts';
import styles from './Graph.module.css';
import type { Item } from './useItems.ts';

/** One box of the graph: as much of it as the zoom leaves room for. */
export function GraphNode({
  item,
  detail,
  label,
  isCurrent,
  isFocus,
  onPress,
  onOpen,
  onKeyDown,
}: {
  readonly item: Item;
  readonly detail: Detail;
  readonly label: string;
  readonly isCurrent: boolean;
  readonly isFocus: boolean;
  readonly onPress: () => void;
  readonly onOpen: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}) {
  const { node } = item;
  return (
    <button
      type="button"
      data-node={item.id}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={label}
      aria-current={isCurrent || undefined}
      className={classes(
        styles['node'],
        isFocus && styles['focus'],
        node === null && styles['fold'],
        node !== null && node.deleted_at !== null && styles['away'],
      )}
      style={{
        insetInlineStart: item.place.x - size.width / 2,
        top: item.place.y - size.height / 2,
      }}
      onClick={onPress}
      onDoubleClick={onOpen}
      onKeyDown={onKeyDown}
    >
      {detail === 'cards' && node?.is === 'asset' && (
        <span className={styles['picture']}>
          <Thumbnail blob={node.blob} format={node.format} kind={node.kind} />
        </span>
      )}
      {detail !== 'dots' && (
        <span className={styles['words']}>
          <span className={styles['name']} dir="auto">
            {item.name}
          </span>
          {detail === 'cards' && <span className={styles['kind']}>{item.more}</span>}
        </span>
      )}
    </button>
  );
}
