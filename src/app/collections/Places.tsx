import { CalendarDays, ChevronRight, Folder, FolderSync } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';

import { dayKinds } from '#domain/contract/places.ts';
import { goTo } from '../address.ts';
import { useInProject } from '../chosen.ts';
import { deviceValue } from '../desk/device-value.ts';
import { useLiveQuery } from '../inkreel.ts';
import { libraryPath } from '../library/place.ts';
import { classes } from '../ui/classes.ts';
import type { Point } from '../ui/MenuList.tsx';
import { Select } from '../ui/Select.tsx';
import { Tree } from '../ui/Tree.tsx';
import { placeWords as words } from '../words/places.ts';
import { CollectionDialog } from './CollectionDialog.tsx';
import { dayLines } from './day-lines.ts';
import type { Place } from './PlaceMenu.tsx';
import styles from './Places.module.css';
import { usePlaceQuery } from './use-place-query.ts';

const PlaceMenu = lazy(async () => {
  const { PlaceMenu: component } = await import('./PlaceMenu.tsx');
  return { default: component };
});

/** So many open folders are remembered. */
const mostOpen = 500;

const texts = (stored: unknown): readonly string[] =>
  Array.isArray(stored)
    ? stored.filter((one): one is string => typeof one === 'string').slice(-mostOpen)
    : [];

/** Which of the two parts stand open, and which lines in them; kept on this device. */
const useOpenParts = deviceValue('places', texts);
const useOpenLines = deviceValue('places-lines', texts);
const useDaysBy = deviceValue('dates-by', (stored) => (stored === 'taken' ? 'taken' : 'created'));

const withOne = (all: readonly string[], one: string, isIn: boolean): readonly string[] => [
  ...all.filter((other) => other !== one),
  ...(isIn ? [one] : []),
];

function useOpenOnes(): {
  readonly open: ReadonlySet<string>;
  readonly setOpen: (key: string, isOpen: boolean) => void;
} {
  const { value, set } = useOpenLines();
  const open = useMemo(() => new Set(value), [value]);
  const setOpen = (key: string, isOpen: boolean): void =>
    set(withOne(useOpenLines.getState().value, key, isOpen).slice(-mostOpen));
  return { open, setOpen };
}

/** The menu on the lines of a tree, and the smart collection that one of them may become. */
function usePlaceMenu(
  placeOf: (key: string) => Place | undefined,
  onShow: (key: string) => void,
): {
  readonly onMenu: (key: string, at: Point, line: HTMLElement) => void;
  readonly menu: ReactNode;
} {
  const [asked, setAsked] = useState<{
    readonly key: string;
    readonly at: Point;
    readonly line: HTMLElement;
  } | null>(null);
  const [kept, setKept] = useState<Place | null>(null);
  const place = asked && placeOf(asked.key);
  const menu = (
    <>
      {asked && place && (
        <Suspense fallback={null}>
          <PlaceMenu
            key={asked.key}
            place={place}
            at={asked.at}
            focusAfter={() => asked.line}
            onShow={() => onShow(asked.key)}
            onKeep={() => setKept(place)}
            onClose={() => setAsked(null)}
          />
        </Suspense>
      )}
      {kept && (
        <CollectionDialog
          name={kept.name}
          query={kept.query}
          onClose={() => setKept(null)}
          onSaved={(collection) => goTo(libraryPath({ collection }))}
        />
      )}
    </>
  );
  return { onMenu: (key, at, line) => setAsked({ key, at, line }), menu };
}

/** A part of the rail that is read only while it stands open. */
function Part({
  name,
  title,
  children,
}: {
  readonly name: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const { value, set } = useOpenParts();
  const isOpen = value.includes(name);
  return (
    <section className={styles['part']} aria-label={title}>
      <h2 className={styles['head']}>
        <button
          type="button"
          className={styles['title']}
          aria-expanded={isOpen}
          onClick={() => set(withOne(value, name, !isOpen))}
        >
          <ChevronRight aria-hidden className={classes(styles['mark'], isOpen && styles['open'])} />
          {title}
        </button>
      </h2>
      {isOpen && children}
    </section>
  );
}

function Folders({ isLibrary }: { readonly isLibrary: boolean }) {
  const found = useLiveQuery('folderTree', useInProject()).value;
  const projects = useLiveQuery('projects', {}).value;
  const { open, setOpen } = useOpenOnes();
  const folders = found?.folders ?? [];
  const { chosen, choose } = usePlaceQuery(
    folders.map(({ query }) => query),
    isLibrary,
  );
  const { onMenu, menu } = usePlaceMenu(
    (key) => folders.find(({ query }) => query === key),
    (key) => {
      if (key !== chosen) choose(key);
    },
  );
  if (!found) return null;
  if (folders.length === 0) {
    return (
      <p className={styles['empty']}>
        {words.noFolders} <a href="#/folders">{words.linkFolder}</a>
      </p>
    );
  }
  return (
    <>
      <Tree
        label={words.folders}
        open={open}
        onOpen={setOpen}
        chosen={chosen}
        onChoose={choose}
        onMenu={onMenu}
        lines={folders.map(({ query, name, depth, assets, folder, has_folders: hasMore }) => {
          const isRoot = depth === 0 && folder !== null;
          const project = isRoot && projects?.find(({ folder_id: root }) => root === folder);
          const label = words.counted(name, assets);
          const kind = project ? words.rootOf(project.name) : words.linked;
          return {
            key: query,
            depth,
            name,
            hasMore,
            figure: words.figures(assets),
            icon: isRoot ? <FolderSync aria-hidden /> : <Folder aria-hidden />,
            label: isRoot ? `${label}, ${kind}` : label,
          };
        })}
      />
      {menu}
      {found.more > 0 && <p className={styles['empty']}>{words.more(found.more)}</p>}
    </>
  );
}

function Days({ isLibrary }: { readonly isLibrary: boolean }) {
  const { value: by, set: setBy } = useDaysBy();
  const days = useLiveQuery('assetDays', { by, ...useInProject() }).value;
  const { open, setOpen } = useOpenOnes();
  const lines = useMemo(() => dayLines(days ?? [], by), [days, by]);
  const { chosen, choose } = usePlaceQuery(
    lines.map(({ key }) => key),
    isLibrary,
  );
  const { onMenu, menu } = usePlaceMenu(
    (key) => {
      const line = lines.find((one) => one.key === key);
      return line && { name: line.name, query: key, assets: line.assets, folder: null };
    },
    (key) => {
      if (key !== chosen) choose(key);
    },
  );
  if (!days) return null;
  return (
    <>
      <Select
        look="quiet"
        className={styles['by']}
        aria-label={words.by}
        value={by}
        onValue={setBy}
        choices={dayKinds.map((value) => ({ value, label: words.kinds[value] }))}
      />
      {lines.length === 0 ? (
        <p className={styles['empty']}>{by === 'taken' ? words.noTaken : words.noDays}</p>
      ) : (
        <Tree
          label={words.days}
          open={open}
          onOpen={setOpen}
          chosen={chosen}
          onChoose={choose}
          onMenu={onMenu}
          lines={lines.map(({ key, depth, name, assets }) => ({
            key,
            depth,
            name,
            hasMore: depth < 2,
            figure: words.figures(assets),
            label: words.counted(name, assets),
            ...(depth === 0 ? { icon: <CalendarDays aria-hidden /> } : {}),
          }))}
        />
      )}
      {menu}
    </>
  );
}

/** The library by folder and by day: read-only sets that each are a search. */
export const Places = ({ isLibrary }: { readonly isLibrary: boolean }) => (
  <>
    <Part name="folders" title={words.folders}>
      <Folders isLibrary={isLibrary} />
    </Part>
    <Part name="days" title={words.days}>
      <Days isLibrary={isLibrary} />
    </Part>
  </>
);
