import { useState } from 'react';

import {
  type CollectionRow,
  type CollectionType,
  collectionTypes,
} from '#domain/contract/collections.ts';
import { type AssetSort, assetSorts } from '#domain/contract/queries.ts';
import type { AssetId, CollectionId } from '#domain/id.ts';
import { useChosen } from '../chosen.ts';
import { useCommand } from '../inkreel.ts';
import { Field } from '../ui/Field.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { Select } from '../ui/Select.tsx';
import { TextArea, TextInput } from '../ui/TextInput.tsx';
import { collectionWords as words } from '../words/collections.ts';
import { commonWords } from '../words/common.ts';
import { libraryWords } from '../words/library.ts';

interface CollectionDialogProps {
  readonly onClose: () => void;
  readonly onSaved?: (collection: CollectionId, name: string) => void;
  /** The collection to change; a new one without it. */
  readonly row?: CollectionRow;
  /** What a new one begins with. */
  readonly name?: string;
  /** With a search it begins as a smart one. */
  readonly query?: string;
  readonly assets?: readonly AssetId[];
}

const sorts = assetSorts.filter((sort) => sort !== 'position');

/** Makes a collection or changes one; a smart one has a search instead of members. */
export function CollectionDialog({ onClose, onSaved, row, ...first }: CollectionDialogProps) {
  const command = useCommand();
  const [name, setName] = useState(row?.name ?? first.name ?? '');
  const [type, setType] = useState<CollectionType>(
    row?.type ?? (first.query === undefined ? 'library' : 'smart'),
  );
  const [description, setDescription] = useState(row?.description ?? '');
  const [query, setQuery] = useState(row?.query ?? first.query ?? '');
  const [sort, setSort] = useState<AssetSort>(sorts.find((one) => one === row?.sort) ?? 'newest');
  const [tried, setTried] = useState(false);
  const isSmart = type === 'smart';
  const lacksName = name.trim() === '';
  const lacksQuery = isSmart && query.trim() === '';

  const save = async (): Promise<void> => {
    setTried(true);
    if (lacksName || lacksQuery) return;
    const kept: Record<string, unknown> = row
      ? (JSON.parse(row.metadata) as Record<string, unknown>)
      : {};
    const common = {
      name: name.trim(),
      description: description.trim() || null,
      ...(isSmart ? { metadata: { ...kept, query: query.trim(), sort } } : {}),
    };
    if (row) {
      if (await command('editCollection', { collection: row.id, changes: common })) onClose();
      return;
    }
    const made = await command('createCollection', {
      ...common,
      type,
      project: useChosen.getState().project,
      ...(first.assets && !isSmart ? { assets: first.assets } : {}),
    });
    if (!made) return;
    onClose();
    onSaved?.(made.collection, name.trim());
  };

  // The type of a collection with members cannot turn into one without.
  const types = first.assets ? collectionTypes.filter((one) => one !== 'smart') : collectionTypes;
  return (
    <FormDialog
      onClose={onClose}
      title={row ? words.editTitle : words.create}
      act={row ? commonWords.save : words.createAct}
      onSubmit={save}
    >
      <Field label={words.name} error={tried && lacksName ? words.nameMissing : null}>
        {(control) => (
          <TextInput
            {...control}
            value={name}
            maxLength={255}
            required
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {!row && (
        <Field label={words.type} help={words.typeHelp[type]}>
          {(control) => (
            <Select
              {...control}
              value={type}
              onValue={setType}
              choices={types.map((value) => ({ value, label: words.types[value] }))}
            />
          )}
        </Field>
      )}
      {isSmart && (
        <>
          <Field
            label={words.query}
            help={words.queryHelp}
            error={tried && lacksQuery ? words.queryMissing : null}
          >
            {(control) => (
              <TextInput
                {...control}
                value={query}
                maxLength={2000}
                required
                onChange={(event) => setQuery(event.target.value)}
              />
            )}
          </Field>
          <Field label={words.sort}>
            {(control) => (
              <Select
                {...control}
                value={sort}
                onValue={setSort}
                choices={sorts.map((value) => ({ value, label: libraryWords.sorts[value] }))}
              />
            )}
          </Field>
        </>
      )}
      <Field label={words.description}>
        {(control) => (
          <TextArea
            {...control}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
