import { type ReactNode, useMemo, useState } from 'react';

import { provenances } from '#domain/asset.ts';
import { duplicateChoices } from '#domain/contract/commands.ts';
import { useLiveQuery } from '../inkreel.ts';
import { Chip } from '../ui/Chip.tsx';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { TagInput } from '../ui/TagInput.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { failureLine } from '../words/failures.ts';
import { importReviewWords as words } from '../words/import-review.ts';
import { importWords } from '../words/importing.ts';
import { libraryWords } from '../words/library.ts';
import styles from './ImportReview.module.css';
import { useImports } from './imports.ts';
import { folderLevels, foldersOf, patternOf, type Row, type Settings } from './review-rows.ts';

/** Names of folders that are offered one by one. */
const mostFolders = 24;

/** What all files get as they come in. `rows` are those that would come in now. */
export function PresetForm({
  settings,
  onSettings,
  onAddTag,
  rows,
  children,
}: {
  readonly settings: Settings;
  readonly onSettings: (change: Partial<Settings>) => void;
  /** One at a time: several may come out of one line, before the next picture. */
  readonly onAddTag: (tag: string) => void;
  readonly rows: readonly Row[];
  /** Where they go. */
  readonly children: ReactNode;
}) {
  const [typed, setTyped] = useState('');
  const suggestions =
    useLiveQuery('suggestTags', typed === '' ? null : { text: typed }).value ?? [];
  const { onDuplicate, setOnDuplicate } = useImports();
  const { tags, folders, folderless } = settings;
  const sidecars = rows.reduce((sum, { seen }) => sum + (seen?.sidecars.length ?? 0), 0);
  const isKnownTicked = rows.some(({ known }) => known !== null);
  return (
    <section className={styles['form']} aria-label={words.form}>
      <h3 className={styles['heading']}>{words.form}</h3>
      <div className={styles['tags']}>
        <span aria-hidden>{words.tags}</span>
        <TagInput
          label={words.tags}
          tags={tags.map((value) => ({ value }))}
          suggestions={typed === '' ? [] : suggestions}
          onTyped={setTyped}
          onAdd={(tag) => onAddTag(tag)}
          onRemove={(tag) => onSettings({ tags: tags.filter((one) => one !== tag) })}
        />
      </div>
      <FolderTags
        rows={rows}
        level={folders}
        without={folderless}
        onChange={(level, without) => onSettings({ folders: level, folderless: without })}
      />
      <NamePattern
        rows={rows}
        pattern={settings.pattern}
        onPattern={(pattern) => onSettings({ pattern })}
      />
      {sidecars > 0 && (
        <Toggle
          label={words.sidecars(sidecars)}
          checked={settings.sidecars}
          onChecked={(read) => onSettings({ sidecars: read })}
        />
      )}
      <Field label={words.theme}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={200}
            value={settings.theme}
            onChange={(event) => onSettings({ theme: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.source} help={words.sourceHelp}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={200}
            value={settings.source}
            onChange={(event) => onSettings({ source: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.provenance}>
        {(control) => (
          <Select
            {...control}
            value={settings.provenance}
            onValue={(provenance) => onSettings({ provenance })}
            choices={[
              { value: '', label: words.provenanceOpen },
              ...provenances
                .filter((one) => one !== 'unknown')
                .map((value) => ({ value, label: libraryWords.provenances[value] })),
            ]}
          />
        )}
      </Field>
      {children}
      {isKnownTicked && (
        <Field label={words.onDuplicate}>
          {(control) => (
            <Select
              {...control}
              value={onDuplicate}
              onValue={setOnDuplicate}
              choices={duplicateChoices.map((value) => ({
                value,
                label: importWords.onDuplicateChoices[value],
              }))}
            />
          )}
        </Field>
      )}
      <p className={styles['quiet']}>{words.undo}</p>
    </section>
  );
}

function FolderTags({
  rows,
  level,
  without,
  onChange,
}: {
  readonly rows: readonly Row[];
  readonly level: Settings['folders'];
  readonly without: readonly string[];
  readonly onChange: (level: Settings['folders'], without: readonly string[]) => void;
}) {
  const names = useMemo(() => foldersOf(rows, level), [rows, level]);
  const hasFolders = rows.some(({ path, name }) => path !== name);
  return (
    <>
      <Field
        label={words.folders}
        help={hasFolders ? undefined : rows.length === 0 ? words.noFoldersYet : words.noFolders}
      >
        {(control) => (
          <Select
            {...control}
            disabled={!hasFolders}
            value={level}
            onValue={(next) => onChange(next, without)}
            choices={folderLevels.map((value) => ({ value, label: words.folderLevels[value] }))}
          />
        )}
      </Field>
      {names.length > 0 && (
        <fieldset className={styles['chips']} aria-label={words.folderNames}>
          {names.slice(0, mostFolders).map(({ name, count }) => {
            const isTaken = !without.includes(name);
            return (
              <Chip
                key={name}
                label={name}
                count={String(count)}
                pressed={isTaken}
                onPress={() =>
                  onChange(
                    level,
                    isTaken ? [...without, name] : without.filter((one) => one !== name),
                  )
                }
              />
            );
          })}
        </fieldset>
      )}
    </>
  );
}

function NamePattern({
  rows,
  pattern,
  onPattern,
}: {
  readonly rows: readonly Row[];
  readonly pattern: string;
  readonly onPattern: (pattern: string) => void;
}) {
  const tried = useMemo(() => {
    const reader = patternOf(pattern);
    if (reader === null || reader.failure !== null) return reader;
    let fitting = 0;
    let example: string | null = null;
    for (const { name } of rows) {
      const said = reader.read(name);
      if (said === null) continue;
      fitting += 1;
      const all = [...said.tags, said.theme, said.source].filter((one) => one !== undefined);
      example ??= words.example(name, all.join(', '));
    }
    return { failure: null, fitting, example };
  }, [rows, pattern]);
  const help =
    tried !== null && 'fitting' in tried ? (
      <>
        {words.fits(tried.fitting, rows.length)} {tried.example}
      </>
    ) : (
      words.patternHelp
    );
  return (
    <Field
      label={words.pattern}
      help={help}
      error={tried?.failure ? failureLine(tried.failure) : null}
    >
      {(control) => (
        <TextInput
          {...control}
          className={styles['mono']}
          spellCheck={false}
          maxLength={200}
          value={pattern}
          onChange={(event) => onPattern(event.target.value)}
        />
      )}
    </Field>
  );
}
