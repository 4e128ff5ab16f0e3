/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- a line is dragged; its menu does the same by keyboard */
import { ArrowDown, ArrowUp, MoreHorizontal, NotebookPen, Unlink } from 'lucide-react';
import { useState } from 'react';

import type { LinkRow } from '#domain/contract/lineage.ts';
import type { AssetId } from '#domain/id.ts';
import { useCommand } from '../inkreel.ts';
import { announce } from '../shell/announcer.ts';
import { useUndo } from '../shell/undo.ts';
import { IconButton } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { showToast } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { lineageWords as words } from '../words/lineage.ts';
import styles from './LinkLines.module.css';

const noteOf = (metadata: string): string | null => {
  const value: unknown = JSON.parse(metadata);
  return typeof value === 'object' &&
    value !== null &&
    'note' in value &&
    typeof value.note === 'string'
    ? value.note
    : null;
};

/** Links of one asset as lines: gone to, removed, noted, and put in order by drag or menu. */
export function LinkLines({
  id,
  links,
  onNote,
}: {
  readonly id: AssetId;
  readonly links: readonly LinkRow[];
  readonly onNote: (link: LinkRow) => void;
}) {
  const run = useCommand();
  const { undo } = useUndo();
  const [dragged, setDragged] = useState<LinkRow | null>(null);
  /** Only what this asset holds is in its order. */
  const siblings = ({ type }: LinkRow): readonly LinkRow[] =>
    links.filter((one) => one.type === type && one.parent === id);
  const move = (link: LinkRow, before: AssetId | null, place: number): void => {
    const { parent, child, type } = link;
    void run('moveLink', { parent, child, type, before }).then((done) => {
      if (done) announce(words.position(place, siblings(link).length));
    });
  };
  const remove = ({ parent, child, type }: LinkRow): void =>
    void run('unlinkAssets', { links: [{ parent, child, type }] }).then((done) => {
      if (!done) return;
      const action = { label: commonWords.undo, run: undo };
      showToast({ text: words.unlinked, tone: 'plain', action });
    });
  return (
    <ul className={styles['list']}>
      {links.map((link) => {
        const all = siblings(link);
        const at = all.indexOf(link);
        const note = noteOf(link.metadata);
        const canDrop = dragged !== null && dragged !== link && all.includes(dragged);
        return (
          <li
            key={`${link.parent} ${link.child} ${link.type}`}
            className={styles['line']}
            draggable={all.length > 1 && at >= 0}
            onDragStart={() => setDragged(link)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => {
              if (canDrop) event.preventDefault();
            }}
            onDrop={(event) => {
              if (!canDrop || !dragged) return;
              event.preventDefault();
              const isDown = all.indexOf(dragged) < at;
              move(dragged, isDown ? (all[at + 1]?.child ?? null) : link.child, at + 1);
            }}
          >
            <a className={styles['link']} href={`#/lineage/${link.other.id}`}>
              <span className={styles['thumbnail']}>
                <Thumbnail
                  blob={link.other.blob}
                  format={link.other.format}
                  kind={link.other.kind}
                />
              </span>
              <span className={styles['words']}>
                <span className={styles['name']} dir="auto">
                  {link.other.name}
                </span>
                <span className={styles['quiet']}>
                  {link.parent === id ? words.asChild(link.type) : words.asParent(link.type)}
                  {link.other.deleted_at !== null && ` · ${words.trashed}`}
                </span>
                {note && <span className={styles['quiet']}>{note}</span>}
              </span>
            </a>
            <Menu
              align="end"
              trigger={
                <IconButton
                  size="small"
                  label={words.actions(link.other.name)}
                  icon={<MoreHorizontal aria-hidden />}
                />
              }
              entries={[
                ...(at >= 0 && all.length > 1
                  ? [
                      {
                        label: words.up,
                        icon: <ArrowUp aria-hidden />,
                        unavailable: at === 0 ? words.atTop : null,
                        onSelect: () => move(link, all[at - 1]?.child ?? null, at),
                      },
                      {
                        label: words.down,
                        icon: <ArrowDown aria-hidden />,
                        unavailable: at === all.length - 1 ? words.atEnd : null,
                        onSelect: () => move(link, all[at + 2]?.child ?? null, at + 2),
                      },
                    ]
                  : []),
                {
                  label: words.note,
                  icon: <NotebookPen aria-hidden />,
                  onSelect: () => onNote(link),
                },
                {
                  label: words.unlink,
                  icon: <Unlink aria-hidden />,
                  onSelect: () => remove(link),
                },
              ]}
            />
          </li>
        );
      })}
    </ul>
  );
}
