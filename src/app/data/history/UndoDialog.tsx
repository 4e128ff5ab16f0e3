import { useEffect, useState } from 'react';

import type { UndoClash, UndoPreview } from '#domain/contract/history.ts';
import type { AssetId, RequestId } from '#domain/id.ts';
import { showFailure, useCommand, useInkreel } from '../../inkreel.ts';
import { byId } from '../../library/inspector/change-words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { commonWords } from '../../words/common.ts';
import { momentText } from '../../words/format.ts';
import { fieldName, historyWords } from '../../words/history.ts';
import styles from './History.module.css';
import { commandWords } from './request-words.ts';
import { ThingName } from './SentenceLine.tsx';

const words = historyWords.dialog;
const clashesShown = 8;

function clashWords({ why, fields, reason }: UndoClash): string {
  if (why === 'refused') return words.clashes.refused(reason ?? '');
  if (why !== 'changed') return words.clashes[why];
  const names = fields.map((field) => fieldName(field) ?? field).join(', ');
  return names === '' ? words.clashes.changedRow : words.clashes.changed(names);
}

function Clashes({ preview }: { readonly preview: UndoPreview }) {
  const things = byId(preview.things);
  return (
    <>
      <p>{words.cannot}</p>
      <p>{words.standing(preview.clash_count)}</p>
      <ul className={styles['list']}>
        {preview.clashes.slice(0, clashesShown).map((clash) => {
          const thing = things.get(clash.entity_id.slice(0, 36));
          return (
            <li key={`${clash.entity_type} ${clash.entity_id} ${clash.why}`}>
              {thing && <ThingName thing={thing} />}
              {thing && ': '}
              {clashWords(clash)}
            </li>
          );
        })}
      </ul>
      {preview.later.length > 0 && (
        <>
          <p>{words.later}</p>
          <ol className={styles['list']}>
            {preview.later.map((one) => (
              <li key={one.request_id}>
                {commandWords(one.command)}, {momentText(one.timestamp)}
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

/** Shows what taking a request back would change, or what stands in the way, before it is done. */
export function UndoDialog({
  request,
  what,
  again,
  assets,
  onClose,
}: {
  readonly request: RequestId;
  readonly what: string;
  /** It is done again: what is taken back is an undoing. */
  readonly again: boolean;
  readonly assets?: readonly AssetId[];
  readonly onClose: () => void;
}) {
  const client = useInkreel();
  const command = useCommand();
  const [preview, setPreview] = useState<UndoPreview | null>(null);
  const [busy, setBusy] = useState(false);
  const input = { request, ...(assets ? { assets } : {}) };
  const key = JSON.stringify(input);
  useEffect(() => {
    let current = true;
    const look = async (): Promise<void> => {
      const read = await client.query('undoPreview', input);
      if (!current) return;
      if (read.ok) setPreview(read.value);
      else {
        showFailure(read.failure);
        onClose();
      }
    };
    void look();
    return () => {
      current = false;
    };
    // The key stands for the input.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, key]);

  const act = async (): Promise<void> => {
    setBusy(true);
    const done = await command('undoRequest', input);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={again ? words.again(what) : words.undo(what)}
      size="small"
      actions={
        preview?.possible ? (
          <>
            <Button onClick={onClose}>{commonWords.cancel}</Button>
            <Button look="primary" busy={busy} onClick={() => void act()}>
              {again ? words.actAgain : words.act}
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>{commonWords.close}</Button>
        )
      }
    >
      <div aria-live="polite">
        {preview === null && <p>{words.looking}</p>}
        {preview?.bar && <p>{historyWords.bars[preview.bar]}</p>}
        {preview?.possible && (
          <p>
            {words.changes(preview.changes)} {words.safe}
          </p>
        )}
        {preview && !preview.possible && preview.bar === null && <Clashes preview={preview} />}
      </div>
    </Dialog>
  );
}
