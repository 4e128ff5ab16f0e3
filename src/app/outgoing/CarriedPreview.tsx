import { useEffect, useRef, useState } from 'react';

import type { AssetId } from '#domain/id.ts';
import type { OutgoingChoice } from '#domain/outgoing.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Dressed, FileWords } from '#workers/outgoing/door.ts';
import { useInkreel, useLiveQuery } from '../inkreel.ts';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { failureLine } from '../words/failures.ts';
import { bytesText } from '../words/format.ts';
import { outgoingWords as words } from '../words/outgoing.ts';
import { FileWordsList } from './FileWordsList.tsx';
import styles from './Outgoing.module.css';

/** So many files are offered to be looked at. */
const mostOffered = 50;

type Leaving = Pick<Dressed, 'notes' | 'beside'> & {
  readonly said: FileWords;
  /** How much larger it leaves; null: byte for byte. */
  readonly grows: number | null;
};

/** One file as it would leave with this choice: made just now, and read again from its bytes. */
export function CarriedPreview({
  ids,
  choice,
}: {
  readonly ids: readonly AssetId[];
  readonly choice: OutgoingChoice;
}) {
  const client = useInkreel();
  const rows = useLiveQuery('exportRows', { ids: ids.slice(0, mostOffered) }).value;
  const filed = rows?.filter(({ blob }) => blob !== null) ?? [];
  const [wanted, setWanted] = useState('');
  const row = filed.find(({ id }) => id === wanted) ?? filed[0];
  const [found, setFound] = useState<{ key: string; leaving: Result<Leaving> } | null>(null);
  const key = JSON.stringify([row?.id, row?.blob, choice]);
  useEffect(() => {
    if (!row || !client.outgoing) return undefined;
    let wantedStill = true;
    const look = async (open: NonNullable<typeof client.outgoing>): Promise<Result<Leaving>> => {
      const door = await open();
      const dressed = await door.dress(row, choice);
      if (!dressed.ok) return dressed;
      const { file, notes, beside } = dressed.value;
      const said = await door.wordsIn(file, row.format);
      if (!said.ok) return said;
      const isStored = notes.length === 0 && file instanceof File;
      return ok({
        notes,
        beside,
        said: said.value,
        grows: isStored || row.size === null ? null : file.size - row.size,
      });
    };
    void look(client.outgoing).then((leaving) => {
      if (wantedStill) setFound({ key, leaving });
    });
    return () => {
      wantedStill = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the key is the row and the choice
  }, [client, key]);
  const told = useRef<HTMLDivElement>(null);
  const isTold = found !== null;
  useEffect(() => {
    // It opens at the end of a dialog that scrolls: else the press seems to do nothing.
    if (isTold) told.current?.scrollIntoView({ block: 'nearest' });
  }, [isTold]);
  if (rows && !row) return <p className={styles['quiet']}>{words.previewNone}</p>;
  const leaving = found?.key === key ? found.leaving : null;
  return (
    <>
      {filed.length > 1 && row && (
        <Field label={words.previewOf}>
          {(control) => (
            <Select
              {...control}
              value={row.id as string}
              onValue={setWanted}
              choices={filed.map(({ id, name }) => ({ value: id as string, label: name }))}
            />
          )}
        </Field>
      )}
      <div ref={told} aria-live="polite" className={styles['parts']}>
        {!leaving && <p className={styles['quiet']}>{words.previewRead}</p>}
        {leaving && !leaving.ok && <p role="alert">{failureLine(leaving.failure)}</p>}
        {leaving?.ok && <Told {...leaving.value} />}
      </div>
    </>
  );
}

const sizeLine = (grows: number | null): string =>
  grows === null
    ? words.unchanged
    : grows > 0
      ? words.grows(bytesText(grows))
      : grows < 0
        ? words.shrinks(bytesText(-grows))
        : words.sameSize;

function Told({ notes, said, grows, beside }: Leaving) {
  return (
    <>
      <p className={styles['quiet']}>{sizeLine(grows)}</p>
      {notes.map((note) => (
        <p key={note} className={styles['note']}>
          {words.notes[note]}
        </p>
      ))}
      <FileWordsList said={said} />
      {beside !== null && (
        <details className={styles['raw']}>
          <summary>{words.besideRecipe}</summary>
          <pre className={styles['text']}>{beside}</pre>
        </details>
      )}
    </>
  );
}
