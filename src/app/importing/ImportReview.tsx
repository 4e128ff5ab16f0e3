import { useDeferredValue, useMemo, useState } from 'react';

import type { SidecarOutcome } from '#domain/contract/sidecars.ts';
import type { Source } from '#workers/importer/messages.ts';
import { placeNow } from '../chosen.ts';
import { useLooksFirst } from '../desk/preferences.ts';
import { type ChosenFile, showFailure, useInkreel } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { commonWords } from '../words/common.ts';
import { numberText } from '../words/format.ts';
import { importReviewWords as words } from '../words/import-review.ts';
import styles from './ImportReview.module.css';
import { useLooking } from './looking.ts';
import { PlaceFields } from './PlaceFields.tsx';
import { PresetForm } from './PresetForm.tsx';
import { type ListedRow, ReviewList } from './ReviewList.tsx';
import {
  countsOf,
  groupOf,
  isTicked,
  kindsOf,
  noSettings,
  presetter,
  type Row,
  type Settings,
  sidecarsOf,
  sourceWith,
} from './review-rows.ts';
import { RowNote } from './RowNote.tsx';
import { sidecarText } from './sidecar-text.ts';
import { useLook } from './useLook.ts';

const filters = ['all', 'fresh', 'known', 'refused', 'sidecars'] as const;
type Filter = (typeof filters)[number];

/** Files that are made ready before the page has its turn again. */
const atOnce = 250;

/** Files before they come in: what each is, what is here already, and what they get. */
export function ImportReview({
  files,
  onClose,
}: {
  readonly files: readonly ChosenFile[];
  readonly onClose: () => void;
}) {
  const client = useInkreel();
  const [place, setPlace] = useState(placeNow);
  const [settings, setSettings] = useState<Settings>(noSettings);
  const [ticks, setTicks] = useState<ReadonlyMap<number, boolean>>(new Map());
  const [filter, setFilter] = useState<Filter>('all');
  const { value: first, set: setFirst } = useLooksFirst();
  const { rows, left, isDone } = useLook(files, place.project ?? null);

  const ticked = useMemo(
    () => rows.map((row, index) => isTicked(row, index, ticks)),
    [rows, ticks],
  );
  const chosen = useMemo(() => rows.filter((_, index) => ticked[index]), [rows, ticked]);
  // Typing stays quick: the list follows a moment later.
  const late = useDeferredValue(settings);
  const presetOf = useMemo(() => presetter(late), [late]);
  const places = useMemo(() => placesOf(rows, filter), [rows, filter]);
  const said = useMemo(
    () => [...left, ...rows.flatMap(({ seen }) => seen?.lines ?? [])],
    [rows, left],
  );
  const count = useMemo(() => countsOf(rows), [rows]);
  const counts = { ...count, sidecars: said.length };

  const rowAt = (at: number): ListedRow => {
    if (filter === 'sidecars') return sidecarRow(said[at], at);
    const index = places[at] ?? 0;
    const row = rows[index];
    if (row === undefined) return { key: at, name: '', note: '', ticked: null };
    const isRefused = groupOf(row) === 'refused';
    const gets = ticked[index] ? (presetOf(row).tags ?? []) : [];
    return {
      key: index,
      name: row.path,
      note: <RowNote row={row} twin={twinOf(row, rows)} gets={gets} />,
      ticked: isRefused ? null : (ticked[index] ?? false),
    };
  };
  const tick = (given: readonly number[], value?: boolean): void =>
    setTicks((now) => {
      const next = new Map(now);
      for (const index of given) next.set(index, value ?? !(ticked[index] ?? false));
      return next;
    });

  const start = async (): Promise<void> => {
    onClose();
    const preset = presetter(settings);
    const sources: Source[] = [];
    for (let at = 0; at < chosen.length; at += atOnce) {
      for (const row of chosen.slice(at, at + atOnce)) {
        sources.push(sourceWith(row, preset(row), settings));
      }
      // Of thousands the page would stand still for a moment.
      await new Promise((resolve) => setTimeout(resolve));
    }
    const isPreset =
      place.collection !== undefined || sources.some((source) => source.preset !== undefined);
    const result = await client.importFiles(sources, { place, isPreset });
    if (!result.ok) showFailure(result.failure);
  };

  return (
    <Dialog
      open
      onClose={onClose}
      size="full"
      title={words.title(rows.length === 0 ? files.length : rows.length)}
      actions={
        <>
          <span className={styles['first']}>
            <Toggle label={words.first} checked={first} onChecked={setFirst} />
          </span>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            unavailable={chosen.length === 0 ? words.nothing : null}
            onClick={() => void start()}
          >
            {words.act(chosen.length)}
          </Button>
        </>
      }
    >
      <div className={styles['review']}>
        <div className={styles['files']}>
          <p className={styles['quiet']}>{words.text}</p>
          <output className={styles['summary']}>
            {isDone
              ? words.summary(counts.fresh, counts.known, counts.refused)
              : counts.waiting > 0
                ? words.looking(counts.all - counts.waiting, counts.all)
                : words.comparing}
          </output>
          {isDone && (
            <p className={styles['quiet']}>
              {words.kinds(kindsOf(chosen))}
              {said.length > 0 && ` · ${words.beside(sidecarsOf(said))}`}
            </p>
          )}
          {!isDone && (
            <Progress
              label={words.comparing}
              fraction={counts.all === 0 ? 0 : (counts.all - counts.waiting) / counts.all}
            />
          )}
          <div className={styles['bar']}>
            <fieldset className={styles['chips']} aria-label={words.filter}>
              {filters
                .filter((one) => one === 'all' || counts[one] > 0)
                .map((one) => (
                  <Chip
                    key={one}
                    label={words.groups[one]}
                    count={numberText(counts[one])}
                    pressed={filter === one}
                    onPress={() => setFilter(one)}
                  />
                ))}
            </fieldset>
            {filter !== 'sidecars' && filter !== 'refused' && (
              <div className={styles['chips']}>
                <Button size="small" look="quiet" onClick={() => tick(places, true)}>
                  {words.tickAll}
                </Button>
                <Button size="small" look="quiet" onClick={() => tick(places, false)}>
                  {words.tickNone}
                </Button>
              </div>
            )}
          </div>
          <ReviewList
            key={filter}
            count={filter === 'sidecars' ? said.length : places.length}
            rowAt={rowAt}
            onTick={(at) => {
              const index = places[at];
              if (filter !== 'sidecars' && index !== undefined) tick([index]);
            }}
          />
        </div>
        <PresetForm
          settings={settings}
          onSettings={(change) => setSettings((now) => ({ ...now, ...change }))}
          onAddTag={(tag) =>
            setSettings((now) => ({ ...now, tags: [...new Set([...now.tags, tag])] }))
          }
          rows={chosen}
        >
          <PlaceFields place={place} onPlace={setPlace} />
        </PresetForm>
      </div>
    </Dialog>
  );
}

/** Which rows a filter lists, by their places. */
function placesOf(rows: readonly Row[], filter: Filter): readonly number[] {
  if (filter === 'sidecars') return [];
  const all = rows.map((_, index) => index);
  if (filter === 'all') return all;
  return all.filter((index) => {
    const row = rows[index];
    return row !== undefined && groupOf(row) === filter;
  });
}

const twinOf = ({ known }: Row, rows: readonly Row[]): string =>
  known?.where === 'choice' ? (rows[known.twin]?.name ?? '') : '';

const sidecarRow = (line: SidecarOutcome | undefined, key: number): ListedRow => ({
  key,
  name: line?.name ?? '',
  note: line === undefined ? '' : sidecarText(line),
  ticked: null,
});

/** The look at what was chosen, while there is something to look at. */
export function OpenReview() {
  const files = useLooking((state) => state.files);
  const close = useLooking((state) => state.close);
  return files === null ? null : <ImportReview files={files} onClose={close} />;
}
