import { useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import { taskKindByName } from '#tasks/registry.ts';
import { useChosen } from '../../chosen.ts';
import { useCommand, useLiveQuery } from '../../inkreel.ts';
import type { ActProps } from '../../library/opened.ts';
import { TargetNote } from '../../tool/TargetNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { initialSettings, TaskForm } from '../../ui/TaskForm.tsx';
import { showToast } from '../../ui/toasts.ts';
import { commonWords } from '../../words/common.ts';
import { inspectorWords } from '../../words/inspector.ts';
import { joinWords as words } from '../../words/join.ts';
import styles from './Join.module.css';
import { PartList } from './PartList.tsx';
import { PlanWords } from './PlanWords.tsx';
import { useJoinLook } from './useJoinLook.ts';

const kind = taskKindByName('join_media');
const byName = new Intl.Collator(undefined, { numeric: true });

/** Films where there are two, else sounds: what a join takes of a selection. */
function fitting(rows: readonly AssetRow[]): {
  readonly isFilm: boolean;
  readonly parts: readonly AssetRow[];
} {
  const ready = rows.filter(({ state, blob, deleted_at }) => {
    return state === 'ready' && blob !== null && deleted_at === null;
  });
  const films = ready.filter((row) => row.kind === 'video');
  const sounds = ready.filter((row) => row.kind === 'audio');
  const isFilm = films.length >= 2 || sounds.length < 2;
  return { isFilm, parts: isFilm ? films : sounds };
}

/** Joins a selection in an order that is seen and changed; says before what is made again, and why. */
export function JoinDialog({ ids, onClose }: ActProps) {
  if (!kind) throw new Error('the kind of task is not known');
  const run = useCommand();
  const rows = useLiveQuery('assets', { ids }).value;
  const [order, setOrder] = useState<readonly AssetId[]>(ids);
  const [settings, setSettings] = useState(() => initialSettings(kind.fields));
  const [busy, setBusy] = useState(false);
  const target = useChosen((state) => state.target);
  const { isFilm, parts: unordered } = fitting(rows ?? []);
  const place = new Map(order.map((id, at) => [id, at]));
  const parts = unordered.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  const fade = isFilm || typeof settings['fade'] !== 'number' ? 0 : settings['fade'];
  const isSeamless = settings['seams'] === 'exact';
  const { look, problem } = useJoinLook(parts, { isFilm, fade, isSeamless });
  const refusal = problem ?? look?.refusal ?? null;
  const isShown: Readonly<Record<string, boolean>> = {
    fade: !isFilm,
    seams: isSeamless || look?.plan.sound?.way === 'copied',
    quality: look?.plan.picture?.way === 'made again',
  };
  const fields = kind.fields.filter(({ name }) => isShown[name] === true);
  const start = async (): Promise<void> => {
    setBusy(true);
    const done = await run('enqueue', {
      kind: kind.kind,
      assets: parts.map(({ id }) => id),
      settings: {
        quality: settings['quality'] ?? 'good',
        seams: settings['seams'] ?? 'packets',
        fade,
      },
      ...(target === null ? {} : { collection: target }),
    });
    setBusy(false);
    if (!done) return;
    showToast({ text: inspectorWords.queued(kind.words.act, done.tasks.length), tone: 'plain' });
    onClose();
  };
  const left = rows ? ids.length - parts.length : 0;
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(parts.length, isFilm)}
      description={words.help}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            busy={busy}
            unavailable={
              !rows
                ? inspectorWords.lookingAt
                : parts.length < 2
                  ? words.tooFew
                  : (refusal ?? (look ? null : words.looking))
            }
            onClick={() => void start()}
          >
            {kind.words.act}
          </Button>
        </>
      }
    >
      <div className={styles['bar']}>
        <span className={styles['quiet']}>{words.listHelp}</span>
        <Button
          size="small"
          onClick={() =>
            setOrder(parts.toSorted((a, b) => byName.compare(a.name, b.name)).map(({ id }) => id))
          }
        >
          {words.byName}
        </Button>
      </div>
      <PartList parts={parts} onOrder={setOrder} />
      {left > 0 && <p className={styles['warn']}>{words.leftOut(left, isFilm)}</p>}
      <output className={styles['plan']}>
        {refusal ?? (look ? <PlanWords look={look} /> : words.looking)}
      </output>
      <TaskForm fields={fields} settings={settings} onSettings={setSettings} />
      <TargetNote />
    </Dialog>
  );
}
