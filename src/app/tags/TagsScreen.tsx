import { Tags } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useLocation } from 'wouter';

import { useInProject } from '../chosen.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { deskWidth, useMedia } from '../shell/useMedia.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { tagWords as words } from '../words/tags.ts';
import { foundLines, themeLines, treeLines } from './lines.ts';
import { LineTree } from './LineTree.tsx';
import { MergePanel } from './MergePanel.tsx';
import { nameFieldId, TagPanel } from './TagPanel.tsx';
import styles from './Tags.module.css';
import { ThemePanel } from './ThemePanel.tsx';

const nothing: ReadonlySet<string> = new Set();

/** All tags as a tree, and all themes: find, rename, merge, colour, and say what stands below what. */
export function TagsScreen() {
  const [kind, setKind] = useState<'tags' | 'themes'>('tags');
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed);
  const [open, setOpen] = useState(nothing);
  const [selected, setSelected] = useState(nothing);
  const [isDeleting, setDeleting] = useState(false);
  const [, navigate] = useLocation();
  const run = useCommand();
  const desk = useMedia(deskWidth);
  const setDetailsOpen = useSession((state) => state.setDetailsOpen);
  const mine = useInProject();
  const tags = useLiveQuery('tags', mine).value;
  const themes = useLiveQuery('themes', mine).value;
  const isTags = kind === 'tags';

  const lines = useMemo(() => {
    if (!isTags) return themeLines(themes ?? [], text);
    return text.trim() === '' ? treeLines(tags ?? [], open) : foundLines(tags ?? [], text);
  }, [isTags, tags, themes, text, open]);
  const chosen = isTags
    ? (tags ?? [])
        .filter((row) => selected.has(row.tag))
        .toSorted((one, other) => other.count - one.count)
        .map((row) => row.tag)
    : (themes ?? []).filter((row) => selected.has(row.theme)).map((row) => row.theme);
  const details = useLiveQuery(
    'tagDetails',
    isTags && chosen.length === 1 ? { tags: chosen } : null,
  ).value?.[0];
  const bearing = (tags ?? [])
    .filter((row) => selected.has(row.tag))
    .reduce((sum, row) => sum + row.count, 0);
  const total = isTags ? tags?.length : themes?.length;
  const choose = (kindNow: 'tags' | 'themes'): void => {
    setKind(kindNow);
    setSelected(nothing);
    setTyped('');
  };
  const goTo = (id: string): void => setSelected(new Set([id]));

  const panel = isTags ? (
    chosen.length > 1 ? (
      <MergePanel tags={chosen} onMerged={goTo} onDelete={() => setDeleting(true)} />
    ) : details && details.tag === chosen[0] ? (
      <TagPanel
        key={details.tag}
        details={details}
        onGoTo={goTo}
        onDelete={() => setDeleting(true)}
      />
    ) : null
  ) : chosen.length > 0 ? (
    <ThemePanel
      key={chosen.join('\n')}
      themes={chosen}
      onRenamed={(name) => setSelected(name === null ? nothing : new Set([name]))}
    />
  ) : null;

  return (
    <ScreenFrame
      top={
        <>
          <h1 className={styles['title']}>{words.title}</h1>
          <span className={styles['spring']} />
          <TextInput
            type="search"
            className={styles['search']}
            aria-label={isTags ? words.search : words.searchThemes}
            placeholder={isTags ? words.search : words.searchThemes}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </>
      }
      inspectorLabel={words.details}
      inspector={
        panel ?? (
          <div className={styles['panel']}>
            <p className={styles['quiet']}>
              {isTags ? words.nothingChosen : words.nothingChosenTheme}
            </p>
            {mine.project !== undefined && <p className={styles['quiet']}>{words.ofProject}</p>}
          </div>
        )
      }
    >
      <div className={styles['page']}>
        <div className={styles['tools']}>
          <fieldset className={styles['kinds']} aria-label={words.kinds}>
            <Chip label={words.tags} pressed={isTags} onPress={() => choose('tags')} />
            <Chip label={words.themes} pressed={!isTags} onPress={() => choose('themes')} />
          </fieldset>
          <output className={styles['quiet']}>
            {chosen.length > 1
              ? isTags
                ? words.selected(chosen.length)
                : words.selectedThemes(chosen.length)
              : total === undefined
                ? ''
                : isTags
                  ? words.count(text.trim() === '' ? total : lines.length)
                  : words.themeCount(lines.length)}
          </output>
          {chosen.length > 0 && (
            <>
              {!desk && (
                <Button size="small" onClick={() => setDetailsOpen(true)}>
                  {chosen.length > 1 ? words.merge : words.details}
                </Button>
              )}
              <Button size="small" look="quiet" onClick={() => setSelected(nothing)}>
                {words.clear}
              </Button>
            </>
          )}
        </div>
        {total === 0 ? (
          <EmptyState
            icon={<Tags aria-hidden />}
            title={isTags ? words.emptyTitle : words.emptyThemes}
            actions={
              <Button look="primary" onClick={() => navigate('/library')}>
                {words.toLibrary}
              </Button>
            }
          >
            {isTags ? words.emptyText : words.emptyThemesText}
          </EmptyState>
        ) : total !== undefined && lines.length === 0 ? (
          <p className={styles['panel']}>{words.nothingFound(text)}</p>
        ) : (
          <LineTree
            label={isTags ? words.tags : words.themes}
            lines={lines}
            selected={selected}
            onSelect={setSelected}
            onOpen={(key, isOpen) =>
              setOpen((now) => {
                const next = new Set(now);
                if (isOpen) next.add(key);
                else next.delete(key);
                return next;
              })
            }
            onEdit={(id) => {
              if (!desk) setDetailsOpen(true);
              // The panel is there after the next paint.
              if (id !== '') {
                requestAnimationFrame(() =>
                  setTimeout(() => document.getElementById(nameFieldId)?.focus(), 60),
                );
              }
            }}
            onDelete={() => setDeleting(isTags)}
          />
        )}
      </div>
      <ConfirmDialog
        open={isDeleting && isTags && chosen.length > 0}
        title={words.deleteTitle(chosen)}
        description={words.deleteText(bearing)}
        act={words.deleteAct}
        onConfirm={() => {
          void run('deleteTags', { tags: chosen });
          setSelected(nothing);
        }}
        onClose={() => setDeleting(false)}
      />
    </ScreenFrame>
  );
}
