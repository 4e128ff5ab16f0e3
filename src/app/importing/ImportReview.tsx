import { useDeferredValue, useMemo, useState } from 'react';

import type { SidecarOutcome } from '#domain/contract/sidecars.ts';
import type { CollectionId, ProjectId } from '#domain/id.ts';
import { placeNow } from '../chosen.ts';
import { useLooksFirst } from '../desk/preferences.ts';
import { type ChosenFile, showFailure, useInkreel, useLiveQuery } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Select } from '../ui/Select.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { commonWords } from '../words/common.ts';
import { failureLine } from '../words/failures.ts';
import { bytesText, numberText } from '../words/format.ts';
import { importReviewWords as words } from '../words/import-review.ts';
import { libraryWords } from '../words/library.ts';
import styles from './ImportReview.module.css';
import { useLooking } from './looking.ts';
import { PresetForm } from './PresetForm.tsx';
import { type ListedRow, ReviewList } from './ReviewList.tsx';
import {
  groupOf,
  isTicked,
  noSettings,
  presetter,
  refusalOf,
  type Row,
  type Settings,
  sourceWith,
} from './review-rows.ts';
import { sidecarText } from './sidecar-text.ts';
import { useLook } from './useLook.ts';

const filters = ['all', 'fresh', 'known', 'refused', 'sidecars'] as const;
type Filter = (typeof filters)[number];

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

  const start = (): void => {
    const preset = presetter(settings);
    const sources = chosen.map((row) => sourceWith(row, preset(row), settings));
    const isPreset =
      place.collection !== undefined || sources.some((source) => source.preset !== undefined);
    onClose();
    void client.importFiles(sources, { place, isPreset }).then((result) => {
      if (!result.ok) showFailure(result.failure);
    });
  };

  return (
    <Dialog
      open
      onClose={onClose}
      size="full"
      title={words.title(files.length)}
      actions={
        <>
          <span className={styles['first']}>
            <Toggle label={words.first} checked={first} onChecked={setFirst} />
          </span>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            unavailable={chosen.length === 0 ? words.nothing : null}
            onClick={start}
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

type Place = ReturnType<typeof placeNow>;

function PlaceFields({
  place,
  onPlace,
}: {
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
}) {
  const projects = useLiveQuery('projects', {}).value ?? [];
  const inbox = projects.find(({ is_inbox }) => is_inbox === 1)?.id;
  const project = place.project ?? inbox;
  const collections = useLiveQuery('collections', project === undefined ? {} : { project }).value;
  const byHand = collections?.filter(({ type }) => type !== 'smart') ?? [];
  return (
    <>
      <Field label={words.project}>
        {(control) => (
          <Select
            {...control}
            value={project ?? ''}
            // The border: the values of the choices are ids.
            onValue={(value) => onPlace({ project: value as ProjectId })}
            choices={projects.map(({ id, name }) => ({ value: id as string, label: name }))}
          />
        )}
      </Field>
      <Field label={words.collection}>
        {(control) => (
          <Select
            {...control}
            value={place.collection ?? ''}
            onValue={(value) => {
              const { collection: _, ...rest } = place;
              onPlace(value === '' ? rest : { ...rest, collection: value as CollectionId });
            }}
            choices={[
              { value: '', label: words.noCollection },
              ...byHand.map(({ id, name }) => ({ value: id as string, label: name })),
            ]}
          />
        )}
      </Field>
    </>
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

function countsOf(rows: readonly Row[]) {
  const counts = { all: rows.length, fresh: 0, known: 0, refused: 0, waiting: 0 };
  for (const row of rows) counts[groupOf(row)] += 1;
  return counts;
}

const twinOf = ({ known }: Row, rows: readonly Row[]): string =>
  known?.where === 'choice' ? (rows[known.twin]?.name ?? '') : '';

const sidecarRow = (line: SidecarOutcome | undefined, key: number): ListedRow => ({
  key,
  name: line?.name ?? '',
  note: line === undefined ? '' : sidecarText(line),
  ticked: null,
});

function RowNote({
  row,
  twin,
  gets,
}: {
  readonly row: Row;
  readonly twin: string;
  readonly gets: readonly string[];
}) {
  const { seen, known } = row;
  if (seen === null) return words.waiting;
  const refusal = refusalOf(row);
  if (refusal !== null || !seen.judged.ok) {
    return <span className={styles['bad']}>{refusal && failureLine(refusal)}</span>;
  }
  const { kind, format, misnamed_as } = seen.judged;
  const said = [
    `${libraryWords.kinds[kind]} · ${format.toUpperCase()} · ${bytesText(seen.size)}`,
    ...(misnamed_as === undefined ? [] : [words.misnamed(misnamed_as)]),
    ...(known?.where === 'library' ? [words.knownAs(known.name, known.trashed)] : []),
    ...(known?.where === 'choice' ? [words.twinOf(twin)] : []),
    ...(seen.sidecars.length > 0
      ? [words.withSidecars(seen.sidecars.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)))]
      : []),
    ...(gets.length > 0 ? [words.gets(gets)] : []),
  ];
  return said.join(' · ');
}

/** The look at what was chosen, while there is something to look at. */
export function OpenReview() {
  const files = useLooking((state) => state.files);
  const close = useLooking((state) => state.close);
  return files === null ? null : <ImportReview files={files} onClose={close} />;
}
