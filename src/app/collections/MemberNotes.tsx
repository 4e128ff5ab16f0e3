import { Image, Plus, X } from 'lucide-react';
import { useState } from 'react';

import type { CollectionRow } from '#domain/contract/collections.ts';
import type { AssetId } from '#domain/id.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import type { ActProps } from '../library/acts.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { collectionWords as words } from '../words/collections.ts';
import { commonWords } from '../words/common.ts';
import styles from './Collections.module.css';
import { type Line, linesOf, objectOf } from './member-lines.ts';

/** What is said of one asset in each of its collections, as names and values. */
export function MemberNotes({ ids, rows, onClose }: ActProps) {
  const [asset] = ids;
  const collections = useLiveQuery('collections', asset ? { asset, archived: true } : null).value;
  if (!asset) return null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.noteTitle(rows[0]?.name ?? '')}
      description={collections?.length === 0 ? words.noteNone : words.noteHelp}
    >
      <div className={styles['form']}>
        {collections?.map((row) => (
          <OneCollection key={row.id} row={row} asset={asset} />
        ))}
      </div>
    </Dialog>
  );
}

function OneCollection({ row, asset }: { readonly row: CollectionRow; readonly asset: AssetId }) {
  const member = useLiveQuery('collectionMembers', { id: row.id, assets: [asset], limit: 1 }).value;
  const stored = member?.[0]?.metadata;
  const command = useCommand();
  const isCover = row.cover_asset_id === asset;
  return (
    <section className={styles['rows']} aria-label={row.name}>
      <div className={styles['line']}>
        <h3 className={styles['heading']} dir="auto">
          {row.name}
        </h3>
        {isCover && <Badge tone="accent">{words.cover}</Badge>}
        <span className={styles['spring']} />
        <Button
          size="small"
          look="quiet"
          icon={<Image aria-hidden />}
          aria-label={isCover ? words.uncoverNamed(row.name) : words.coverNamed(row.name)}
          onClick={() =>
            void command('editCollection', {
              collection: row.id,
              changes: { cover: isCover ? null : asset },
            })
          }
        >
          {isCover ? words.uncover : words.makeCover}
        </Button>
      </div>
      {stored !== undefined && <Lines key={stored} row={row} asset={asset} stored={stored} />}
    </section>
  );
}

function Lines({
  row,
  asset,
  stored,
}: {
  readonly row: CollectionRow;
  readonly asset: AssetId;
  readonly stored: string;
}) {
  const command = useCommand();
  const [lines, setLines] = useState<readonly Line[]>(() => linesOf(stored));
  const metadata = objectOf(lines);
  const isChanged = metadata !== null && JSON.stringify(metadata) !== stored;
  const change = (index: number, part: Partial<Line>): void =>
    setLines(lines.map((line, at) => (at === index ? { ...line, ...part } : line)));
  return (
    <>
      {lines.map((line, index) => (
        // The place is what a line is: two may be alike while they are typed.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles['pair']}>
          <TextInput
            aria-label={words.key}
            placeholder={words.key}
            value={line.key}
            maxLength={200}
            onChange={(event) => change(index, { key: event.target.value })}
          />
          <TextInput
            aria-label={`${words.value} ${line.key}`}
            placeholder={words.value}
            value={line.value}
            onChange={(event) => change(index, { value: event.target.value })}
          />
          <IconButton
            size="small"
            label={words.removeRow(line.key)}
            icon={<X aria-hidden />}
            onClick={() => setLines(lines.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {metadata === null && <p className={styles['bad']}>{words.keyTaken}</p>}
      <div className={styles['tools']}>
        <Button
          size="small"
          icon={<Plus aria-hidden />}
          onClick={() => setLines([...lines, { key: '', value: '', given: null }])}
        >
          {words.addRow}
        </Button>
        {isChanged && (
          <Button
            size="small"
            look="primary"
            onClick={() => void command('editMember', { collection: row.id, asset, metadata })}
          >
            {commonWords.save}
          </Button>
        )}
      </div>
    </>
  );
}
