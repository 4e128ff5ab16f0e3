import { Star } from 'lucide-react';
import { useState } from 'react';

import { type AssetRow, provenances, type Provenance } from '#domain/asset.ts';
import type { BulkField } from '#domain/contract/bulk.ts';
import type { AssetChanges } from '#domain/contract/commands.ts';
import type { AssetId } from '#domain/id.ts';
import { useInProject } from '../../chosen.ts';
import { useCommand, useLiveQuery } from '../../inkreel.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, type FieldControl } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { SuggestInput } from '../../ui/SuggestInput.tsx';
import { tagHref } from '../../tag-href.ts';
import { TagInput } from '../../ui/TagInput.tsx';
import { TextArea } from '../../ui/TextInput.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { showToast } from '../../ui/toasts.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { libraryWords } from '../../words/library.ts';
import { tagChipWords } from '../../words/bulk-acts.ts';
import { useAssetActs } from '../useAssetActs.ts';
import { type Common, mixedText } from './common-value.ts';
import styles from './EditFields.module.css';
import { Rating } from './Rating.tsx';

/** A line with suggestions that is saved when it is left or confirmed. */
function SuggestedText({
  control,
  what,
  common,
  placeholder,
  onSave,
}: {
  readonly control: FieldControl;
  readonly what: 'theme' | 'source';
  readonly common: Common<string | null>;
  readonly placeholder?: string;
  readonly onSave: (value: string | null) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const mine = useInProject();
  const suggestions =
    useLiveQuery('suggest', typed === null ? null : { what, prefix: typed, ...mine }).value ?? [];
  const saved = common.mixed ? '' : (common.value ?? '');
  return (
    <SuggestInput
      control={control}
      value={typed ?? saved}
      {...(common.mixed ? { placeholder: mixedText(common) } : placeholder ? { placeholder } : {})}
      suggestions={typed === null ? [] : suggestions}
      onValue={(next) => {
        // Emptying a line is a change of its own: there is nothing left to take.
        if (next === '' && saved !== '' && typed !== null) onSave(null);
        setTyped(next);
      }}
      onTake={(taken) => {
        const value = taken.trim();
        setTyped(null);
        if (value !== '' && value !== saved) onSave(value);
      }}
    />
  );
}

/** Long text that is saved when it is left. */
function LongText({
  control,
  common,
  onSave,
}: {
  readonly control: FieldControl;
  readonly common: Common<string | null>;
  readonly onSave: (value: string | null) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const saved = common.mixed ? '' : (common.value ?? '');
  return (
    <TextArea
      {...control}
      value={typed ?? saved}
      placeholder={common.mixed ? mixedText(common) : undefined}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed !== null && typed !== saved) onSave(typed.trim() === '' ? null : typed);
        setTyped(null);
      }}
    />
  );
}

/** As many tags of a selection as one can look over. */
const shownTags = 12;

function Tags({
  ids,
  tags,
}: {
  readonly ids: readonly AssetId[];
  /** With how many of the assets bear each. */
  readonly tags: readonly { readonly tag: string; readonly count: number }[];
}) {
  const run = useCommand();
  const [typed, setTyped] = useState('');
  const mine = useInProject();
  const suggestions = useLiveQuery(
    'suggestTags',
    typed === '' ? null : { text: typed, ...mine },
  ).value;
  const shown = tags.slice(0, shownTags + (ids.length === 1 ? 500 : 0));
  const details = useLiveQuery(
    'tagDetails',
    shown.length === 0 ? null : { tags: shown.map(({ tag }) => tag) },
  ).value;
  const add = async (tag: string): Promise<void> => {
    const done = await run('tagAssets', { assets: ids, add: [tag] });
    const other = done?.resolved?.[0];
    if (other) showToast({ text: tagChipWords.resolved(other.given, other.tag), tone: 'plain' });
  };
  return (
    <>
      <TagInput
        label={words.addTag}
        tags={shown.map(({ tag, count }) => {
          const known = details?.find((one) => one.tag === tag);
          return {
            value: tag,
            ...(count < ids.length ? { note: tagChipWords.some(count, ids.length) } : {}),
            colour: known?.colour ?? null,
            parent: known?.parents[0] ?? null,
            link: { href: tagHref(tag), label: tagChipWords.searchFor(tag) },
          };
        })}
        suggestions={typed === '' ? [] : (suggestions ?? [])}
        onTyped={setTyped}
        onAdd={(tag) => void add(tag)}
        onRemove={(tag) => void run('tagAssets', { assets: ids, remove: [tag] })}
      />
      {tags.length > shown.length && (
        <span className={styles['label']}>{tagChipWords.moreTags(tags.length - shown.length)}</span>
      )}
    </>
  );
}

/** What may be changed by hand, for one asset or a selection: one command, one undo. */
export function EditFields({
  ids,
  rows,
  tags,
}: {
  readonly ids: readonly AssetId[];
  /** The row of a single asset; several are compared by the database. */
  readonly rows: readonly AssetRow[];
  /** Of a single asset; null for several. */
  readonly tags: readonly string[] | null;
}) {
  const run = useCommand();
  const acts = useAssetActs();
  const edit = (changes: AssetChanges): void => void run('editAssets', { assets: ids, changes });
  // Compared by the database: a selection may hold the whole library.
  const common = useLiveQuery('commonValues', ids.length > 1 ? { assets: ids } : null).value;
  const compare = <Key extends BulkField>(key: Key): Common<AssetRow[Key] | null> => {
    const [only] = rows;
    if (ids.length === 1) return { mixed: false, value: only?.[key] ?? null };
    const found = common?.fields[key];
    // What was not compared yet is not claimed to be equal.
    if (!found) return { mixed: true };
    if (found.different > 1) return { mixed: true, different: found.different };
    // The border: the database gave the values of this very column.
    return { mixed: false, value: (found.values[0]?.value ?? null) as AssetRow[Key] | null };
  };
  const approved = compare('approved');
  const rating = compare('rating');
  const provenance = compare('provenance');
  const master = compare('is_master_reference');
  const starred = compare('starred');
  const isStarred = !starred.mixed && starred.value === 1;
  const isApproved = !approved.mixed && approved.value === 1;
  // A change of the selection makes new fields: what was half typed belongs to the old one.
  const key = ids.length > 20 ? `${String(ids.length)} ${ids[0] ?? ''}` : ids.join(' ');
  return (
    <div key={key} className={styles['fields']}>
      <div className={styles['decide']}>
        <Button
          size="small"
          aria-pressed={isApproved}
          className={isApproved ? styles['approved'] : undefined}
          onClick={() => acts.approve(ids, !isApproved)}
        >
          {isApproved ? words.approved : ids.length > 1 ? words.approvedSome : words.approve}
        </Button>
        <Button
          size="small"
          icon={<Star aria-hidden />}
          aria-pressed={isStarred}
          className={isStarred ? styles['starred'] : undefined}
          onClick={() => acts.star(ids, !isStarred)}
        >
          {words.star}
        </Button>
        <Rating
          value={rating.mixed ? undefined : rating.value}
          onValue={(value) => edit({ rating: value })}
        />
      </div>
      <div className={styles['grid']}>
        <Field label={words.theme}>
          {(control) => (
            <SuggestedText
              control={control}
              what="theme"
              common={compare('theme')}
              onSave={(theme) => edit({ theme })}
            />
          )}
        </Field>
        <Field label={words.source}>
          {(control) => (
            <SuggestedText
              control={control}
              what="source"
              common={compare('source')}
              placeholder={words.sourceHelp}
              onSave={(source) => edit({ source })}
            />
          )}
        </Field>
        <Field label={words.provenance}>
          {(control) => (
            <Select<Provenance | 'mixed'>
              {...control}
              value={provenance.mixed ? 'mixed' : (provenance.value ?? 'unknown')}
              onValue={(value) => {
                if (value !== 'mixed') edit({ provenance: value });
              }}
              choices={[
                ...(provenance.mixed
                  ? [{ value: 'mixed' as const, label: mixedText(provenance) }]
                  : []),
                ...provenances.map((value) => ({
                  value,
                  label: libraryWords.provenances[value],
                })),
              ]}
            />
          )}
        </Field>
      </div>
      <div className={styles['tags']}>
        <span className={styles['tagsHead']}>
          <span className={styles['label']}>{words.tags}</span>
          <a href="#/tags" className={styles['manage']}>
            {tagChipWords.manage}
          </a>
        </span>
        <Tags ids={ids} tags={tags?.map((tag) => ({ tag, count: 1 })) ?? common?.tags ?? []} />
      </div>
      <Field label={words.altText}>
        {(control) => (
          <LongText
            control={control}
            common={compare('alt_text')}
            onSave={(alt_text) => edit({ alt_text })}
          />
        )}
      </Field>
      {ids.length === 1 && (
        <Toggle
          label={words.masterReference}
          checked={!master.mixed && master.value === 1}
          onChecked={(checked) => edit({ is_master_reference: checked })}
        />
      )}
    </div>
  );
}
