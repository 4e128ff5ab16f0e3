import { useState } from 'react';

import type { CollectionRow } from '#domain/contract/collections.ts';
import { addTerm } from '#domain/query/terms.ts';
import { useCommand } from '../../inkreel.ts';
import { useSession } from '../../session.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { showToast } from '../../ui/toasts.ts';
import { commonWords } from '../../words/common.ts';
import { searchWords as words } from '../../words/search.ts';
import { nowhereElse } from '../place.ts';
import styles from './SavedSearch.module.css';

/** The JSON of a collection; a text that is no object is none. */
function metadataOf(collection: CollectionRow): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(collection.metadata);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}

/** Keeps the present question under a name, changes a kept one, or leaves it. */
export function SavedSearch({ collection }: { readonly collection: CollectionRow | null }) {
  const place = useSession((state) => state.place);
  const sort = useSession((state) => state.sort);
  const setPlace = useSession((state) => state.setPlace);
  const run = useCommand();
  const [naming, setNaming] = useState(false);
  const isSmart = collection?.type === 'smart';
  const isEditing = place.saved !== null && isSmart;
  const isChanged =
    isEditing && (collection.query !== place.query || (collection.sort ?? 'newest') !== sort);

  const update = async (): Promise<void> => {
    if (!collection) return;
    const metadata = { ...metadataOf(collection), query: place.query, sort };
    const done = await run('editCollection', {
      collection: collection.id,
      changes: { metadata },
    });
    if (!done) return;
    showToast({ text: words.searchUpdated(collection.name), tone: 'plain' });
    setPlace({ ...nowhereElse, collection: collection.id, sort: null });
  };

  return (
    <div className={styles['saved']}>
      {place.collection && (
        <Button size="small" onClick={() => setPlace({ ...nowhereElse, sort: null })}>
          {words.leaveCollection}
        </Button>
      )}
      {place.collection && isSmart && (
        <Button
          size="small"
          onClick={() =>
            setPlace({
              query: addTerm(collection.query ?? '', place.query),
              collection: null,
              saved: collection.id,
            })
          }
        >
          {words.editSearch}
        </Button>
      )}
      {isEditing && (
        <>
          <Button
            size="small"
            look={isChanged ? 'primary' : 'plain'}
            unavailable={
              place.query === '' ? words.nothingToSave : isChanged ? null : words.notChanged
            }
            onClick={() => void update()}
          >
            {words.updateSearch}
          </Button>
          <Button
            size="small"
            onClick={() => setPlace({ ...nowhereElse, collection: collection.id, sort: null })}
          >
            {words.discardChanges}
          </Button>
        </>
      )}
      {place.query !== '' && (
        <Button size="small" onClick={() => setNaming(true)}>
          {isEditing ? words.saveAsNew : words.saveSearch}
        </Button>
      )}
      {naming && <NameDialog onClose={() => setNaming(false)} within={collection} />}
    </div>
  );
}

/** Asks for the name of a search that is to be kept. */
function NameDialog({
  onClose,
  within,
}: {
  readonly onClose: () => void;
  readonly within: CollectionRow | null;
}) {
  const place = useSession((state) => state.place);
  const sort = useSession((state) => state.sort);
  const setPlace = useSession((state) => state.setPlace);
  const run = useCommand();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  // A search in a collection is a search for what is in it.
  const query =
    place.collection && within ? addTerm(place.query, `in:${place.collection}`) : place.query;
  const save = async (): Promise<void> => {
    if (name.trim() === '' || busy) return;
    setBusy(true);
    const made = await run('createCollection', {
      name: name.trim(),
      type: 'smart',
      metadata: { query, sort },
      ...(place.project ? { project: place.project } : {}),
    });
    setBusy(false);
    if (!made) return;
    onClose();
    setPlace({ ...nowhereElse, collection: made.collection, sort: null });
    showToast({ text: words.searchSaved(name.trim()), tone: 'plain' });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={words.saveSearch}
      description={words.saveSearchText}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            busy={busy}
            unavailable={name.trim() === '' ? words.needsName : null}
            onClick={() => void save()}
          >
            {words.saveSearch}
          </Button>
        </>
      }
    >
      <Field label={words.searchName} help={<code className={styles['query']}>{query}</code>}>
        {(control) => (
          <TextInput
            {...control}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void save();
            }}
          />
        )}
      </Field>
    </Dialog>
  );
}
