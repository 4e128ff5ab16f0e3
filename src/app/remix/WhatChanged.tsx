import { lazy } from 'react';

import type { AssetDetails } from '#domain/contract/queries.ts';
import { wordDiff, type WordChange } from '#domain/word-diff.ts';
import { taskAbout } from '#tasks/abouts.ts';
import { useLiveQuery } from '../inkreel.ts';
import { openAct, type ActProps } from '../library/opened.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import table from '../ui/DifferenceTable.module.css';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { commonWords } from '../words/common.ts';
import { bytesText, durationText, pixelsText, sentenceText } from '../words/format.ts';
import { libraryWords } from '../words/library.ts';
import { remixWords as words } from '../words/remix.ts';
import styles from './Remix.module.css';
import { allTold, plainSettings } from './told.ts';

const Compare = lazy(async () => {
  const { CompareDialog } = await import('../compare/CompareDialog.tsx');
  return { default: CompareDialog };
});

interface Row {
  readonly label: string;
  readonly values: readonly [string | null, string | null];
}

const makerOf = ({ asset, tasks }: AssetDetails): string | null => {
  const task = tasks.find((one) => one.target_asset_id === asset.id && one.status === 'completed');
  return task ? (taskAbout(task.kind)?.words.act ?? task.kind) : null;
};

/** What is told of one side, by label. */
function factsOf(details: AssetDetails): ReadonlyMap<string, string | null> {
  const { asset } = details;
  const told = allTold(details)[0];
  const { rows } = words;
  return new Map<string, string | null>([
    [rows.name, asset.name],
    [rows.tool, makerOf(details)],
    [rows.model, told?.model ?? null],
    [rows.seed, typeof told?.seed === 'number' ? String(told.seed) : null],
    ...plainSettings(told?.params ?? {}).map(
      ([name, value]) => [sentenceText(name), value] as const,
    ),
    [rows.provenance, libraryWords.provenances[asset.provenance]],
    [rows.pixels, asset.width && asset.height ? pixelsText(asset.width, asset.height) : null],
    [rows.format, asset.format?.toUpperCase() ?? null],
    [rows.size, asset.size === null ? null : bytesText(asset.size)],
    [rows.duration, asset.duration_s === null ? null : durationText(asset.duration_s)],
  ]);
}

/** The rows in which two assets differ. */
function changedRows(before: AssetDetails, after: AssetDetails): readonly Row[] {
  const [old, fresh] = [factsOf(before), factsOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((label) => {
    const values = [old.get(label) ?? null, fresh.get(label) ?? null] as const;
    return values[0] === values[1] ? [] : [{ label, values }];
  });
}

/** Texts that are compared word by word. */
const texts = ['prompt', 'negative'] as const;

/** What two assets differ in: how they were made, prompt word by word, and what came out. */
export function WhatChanged({ ids, rows, onClose }: ActProps) {
  const [first, second] = ids;
  const before = useLiveQuery('asset', first === undefined ? null : { id: first }).value;
  const after = useLiveQuery('asset', second === undefined ? null : { id: second }).value;
  const arePictures = before?.asset.kind === 'image' && after?.asset.kind === 'image';
  return (
    <Dialog
      open
      size="wide"
      onClose={onClose}
      title={words.changedTitle}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.close}</Button>
          {arePictures && (
            <Button
              look="primary"
              onClick={() => {
                onClose();
                openAct({ Dialog: Compare, ids, rows });
              }}
            >
              {words.openCompare}
            </Button>
          )}
        </>
      }
    >
      {before && after && <Changes before={before} after={after} />}
    </Dialog>
  );
}

function Changes({
  before,
  after,
}: {
  readonly before: AssetDetails;
  readonly after: AssetDetails;
}) {
  const rows = changedRows(before, after);
  const [old, fresh] = [allTold(before)[0], allTold(after)[0]];
  const changed = texts
    .map((name) => ({ name, old: old?.[name] ?? '', fresh: fresh?.[name] ?? '' }))
    .filter((text) => text.old !== text.fresh);
  const sameBytes = before.asset.blob !== null && before.asset.blob === after.asset.blob;
  return (
    <>
      <p className={sameBytes ? styles['ok'] : styles['quiet']}>
        {sameBytes ? words.sameBytes : words.otherBytes}
      </p>
      {rows.length === 0 && changed.length === 0 && <p>{words.nothingChanged}</p>}
      {rows.length > 0 && (
        <div className={styles['sides']}>
          <table className={table['table']}>
            <thead>
              <tr>
                <th scope="col">
                  <VisuallyHidden>{words.what}</VisuallyHidden>
                </th>
                <th scope="col">{words.before}</th>
                <th scope="col">{words.after}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ label, values }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td dir="auto">{values[0] ?? words.none}</td>
                  <td dir="auto">{values[1] ?? words.none}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {changed.map((text) => (
        <section key={text.name}>
          <h3 className={styles['name']}>{words[text.name]}</h3>
          <p className={styles['words']} dir="auto">
            {wordDiff(text.old, text.fresh).map((change, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- the changes of one text, in order
              <Change key={`${at} ${change.is}`} {...change} />
            ))}
          </p>
        </section>
      ))}
    </>
  );
}

function Change({ is, text }: WordChange) {
  if (is === 'same') return text;
  return is === 'removed' ? (
    <del>
      <VisuallyHidden>{words.removed} </VisuallyHidden>
      {text}
    </del>
  ) : (
    <ins>
      <VisuallyHidden>{words.added} </VisuallyHidden>
      {text}
    </ins>
  );
}
