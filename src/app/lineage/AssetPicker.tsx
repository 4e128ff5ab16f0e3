import { Check } from 'lucide-react';
import { useState } from 'react';

import type { AssetKind } from '#domain/asset.ts';
import type { LinkedAsset } from '#domain/contract/lineage.ts';
import type { AssetId, ProjectId } from '#domain/id.ts';
import { useLiveQuery } from '../inkreel.ts';
import { Field } from '../ui/Field.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { libraryWords } from '../words/library.ts';
import { lineageWords as words } from '../words/lineage.ts';
import styles from './Lineage.module.css';

/** Finds assets of every kind by their name; one or several are chosen. */
export function AssetPicker({
  without,
  chosen,
  onChosen,
  project,
  kind,
  many = false,
}: {
  readonly without: readonly AssetId[];
  readonly chosen: readonly LinkedAsset[];
  readonly onChosen: (chosen: readonly LinkedAsset[]) => void;
  readonly project: ProjectId | null;
  readonly kind?: AssetKind;
  readonly many?: boolean;
}) {
  const [text, setText] = useState('');
  const found = useLiveQuery('assetsNamed', {
    text,
    limit: 40,
    ...(project === null ? {} : { project }),
    ...(kind === undefined ? {} : { kind }),
  }).value;
  const ids = new Set(chosen.map(({ id }) => id));
  const rows = [
    ...chosen,
    ...(found ?? []).filter(({ id }) => !ids.has(id) && !without.includes(id)),
  ];
  const press = (one: LinkedAsset): void =>
    onChosen(
      ids.has(one.id) ? chosen.filter(({ id }) => id !== one.id) : many ? [...chosen, one] : [one],
    );
  return (
    <>
      <Field label={words.find}>
        {(control) => (
          <TextInput
            {...control}
            value={text}
            autoComplete="off"
            maxLength={255}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <ul className={styles['choices']} aria-label={words.found}>
        {rows.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              aria-pressed={ids.has(one.id)}
              className={styles['choice']}
              onClick={() => press(one)}
            >
              <span className={styles['thumbnail']}>
                <Thumbnail blob={one.blob} format={one.format} kind={one.kind} />
              </span>
              <span className={styles['name']} dir="auto">
                {one.name}
              </span>
              <span className={styles['quiet']}>{libraryWords.kinds[one.kind]}</span>
              {ids.has(one.id) && <Check aria-hidden />}
            </button>
          </li>
        ))}
      </ul>
      {found && rows.length === 0 && <p className={styles['quiet']}>{words.none}</p>}
    </>
  );
}
