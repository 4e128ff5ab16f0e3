import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';

import type { HistoryRequest, Thing } from '#domain/contract/history.ts';
import type { AssetId } from '#domain/id.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { byId, changeSentencesOf } from '../../library/inspector/change-words.ts';
import { useNow } from '../../now.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { agoText, momentText } from '../../words/format.ts';
import { historyWords as words } from '../../words/history.ts';
import styles from './History.module.css';
import { whatWords } from './request-words.ts';
import { SentenceLine } from './SentenceLine.tsx';
import { UndoDialog } from './UndoDialog.tsx';

const step = 50;
/** The most that one request shows; a longer one is better asked by SQL. */
const most = 500;

/** The assets that stand in the library under an entry's name: what a part of an undo is chosen by. */
const assetOf = (entity: string, things: ReadonlyMap<string, Thing>): Thing | null =>
  entity
    .split(':')
    .map((part) => things.get(part))
    .findLast((thing) => thing !== undefined && thing.n !== null) ?? null;

function Changes({
  request,
  onUndo,
}: {
  readonly request: HistoryRequest;
  readonly onUndo: (assets: readonly AssetId[]) => void;
}) {
  const [limit, setLimit] = useState(step);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const read = useLiveQuery('changes', { request: request.request_id, limit }).value;
  if (!read) return null;
  const things = byId(read.things);
  const told = read.entries.flatMap((entry) =>
    changeSentencesOf(entry, things).map((sentence, place) => ({ entry, sentence, place })),
  );
  const canChoose = request.bar === null && request.stands && request.changed > 1;
  const offered = new Set<string>();
  return (
    <div className={styles['changes']}>
      {told.length === 0 && <p className={styles['quiet']}>{words.unchanged}</p>}
      {told.map(({ entry, sentence, place }) => {
        const thing = canChoose ? assetOf(entry.entity_id, things) : null;
        const first = thing !== null && !offered.has(thing.id);
        if (thing !== null) offered.add(thing.id);
        return (
          <div key={`${String(entry.id)} ${String(place)}`} className={styles['change']}>
            {first && (
              <input
                type="checkbox"
                aria-label={words.choose(thing.name)}
                checked={chosen.has(thing.id)}
                onChange={() => {
                  const next = new Set(chosen);
                  if (!next.delete(thing.id)) next.add(thing.id);
                  setChosen(next);
                }}
              />
            )}
            {canChoose && !first && <span className={styles['space']} />}
            <SentenceLine sentence={sentence} />
          </div>
        );
      })}
      <div className={styles['line']}>
        {read.next !== null && limit < most && (
          <Button size="small" onClick={() => setLimit(Math.min(most, limit * 2))}>
            {words.moreChanges}
          </Button>
        )}
        {chosen.size > 0 && (
          // The border: the ids come from the library's own rows.
          <Button size="small" onClick={() => onUndo([...chosen] as AssetId[])}>
            {words.undoChosen(chosen.size)}
          </Button>
        )}
      </div>
    </div>
  );
}

/** One request: what it did, when and by whom; opens to its changes, and may be taken back. */
export function RequestRow({ request }: { readonly request: HistoryRequest }) {
  const now = useNow(60_000);
  const id = useId();
  const [open, setOpen] = useState(false);
  const [undoing, setUndoing] = useState<{ readonly assets?: readonly AssetId[] } | null>(null);
  const what = whatWords(request);
  const names = request.things.map(({ name }) => name).join(', ');
  return (
    <li className={classes(styles['request'], !request.stands && styles['undone'])}>
      <div className={styles['line']}>
        <IconButton
          className={styles['open']}
          size="small"
          label={words.details(what)}
          aria-expanded={open}
          aria-controls={id}
          icon={<ChevronRight aria-hidden />}
          onClick={() => setOpen(!open)}
        />
        <div className={styles['words']}>
          <span className={styles['what']}>{what}</span>
          {names && (
            <>
              {' · '}
              <bdi>{names}</bdi>
            </>
          )}
          <p className={styles['quiet']}>
            <time
              dateTime={new Date(request.timestamp).toISOString()}
              title={momentText(request.timestamp)}
            >
              {agoText(request.timestamp, now)}
            </time>
            {` · ${words.actors[request.actor] ?? request.actor} · ${words.rows(request.changed)}`}
          </p>
        </div>
        {!request.stands && <Badge>{words.undone}</Badge>}
        <Button
          size="small"
          look="quiet"
          unavailable={request.bar === null ? null : words.bars[request.bar]}
          onClick={() => setUndoing({})}
        >
          {request.stands ? words.undoThis : words.doAgain}
        </Button>
      </div>
      <div id={id}>
        {open && <Changes request={request} onUndo={(assets) => setUndoing({ assets })} />}
      </div>
      {undoing && (
        <UndoDialog
          request={request.acts_on}
          what={what}
          again={!request.stands}
          {...undoing}
          onClose={() => setUndoing(null)}
        />
      )}
    </li>
  );
}
