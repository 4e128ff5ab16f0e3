import { useState } from 'react';
import { z } from 'zod/mini';

import type { PackMember, PackRow } from '#domain/contract/queries.ts';
import { isFailure } from '#domain/failure.ts';
import type { Sha256 } from '#domain/id.ts';
import { rightsIssues } from '#domain/rights.ts';
import { showFailure, useCommand, useInkreel, useLiveQuery } from '../inkreel.ts';
import { CarryOptions } from '../outgoing/CarryOptions.tsx';
import { useOutgoingChoice } from '../outgoing/choice.ts';
import { outgoingNotes } from '../outgoing/notes.ts';
import { useProgress } from '../progress.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { showToast } from '../ui/toasts.ts';
import { failureWords } from '../words/failures.ts';
import { packWords as words } from '../words/packs.ts';
import styles from './Packs.module.css';
import { useExportDraft, warningsKey } from './export-draft.ts';
import { RightsIssues } from './RightsIssues.tsx';
import { saveFile } from './save-file.ts';

const rightNow = (): number => Date.now();

/** What an export task leaves behind: the ZIP in the blob store. */
const exported = z.object({ sha256: z.string(), name: z.string() });

/** The rights check with a fix beside each finding, then the export itself. */
export function ExportSection({
  pack,
  members,
}: {
  readonly pack: PackRow;
  readonly members: readonly PackMember[];
}) {
  const client = useInkreel();
  const command = useCommand();
  const { draft, change } = useExportDraft(pack.id);
  const { includePrompts } = draft;
  const [asking, setAsking] = useState(false);
  const carry = useOutgoingChoice(({ value }) => value);
  const issues = rightsIssues(pack, members);
  const blocks = issues.filter((issue) => issue.severity === 'block');
  const warns = issues.filter((issue) => issue.severity === 'warn');
  const warnings = warningsKey(warns);
  const acceptWarnings = draft.accepted === warnings;

  const tasks = useLiveQuery('queue', {
    status: ['pending', 'running', 'completed', 'failed'],
    kind: 'export_pack',
    pack: pack.id,
    limit: 1,
  }).value;
  const task = tasks?.[0];
  const active = task?.status === 'pending' || task?.status === 'running';
  const tick = useProgress(active ? task.id : null);
  const done =
    task?.status === 'completed' && task.result
      ? exported.safeParse(JSON.parse(task.result))
      : null;
  // A ZIP of what the pack was is not offered as the pack.
  const changedAt = Math.max(pack.updated_at, ...members.map(({ asset }) => asset.updated_at));
  const outdated = done?.success === true && task !== undefined && task.created_at < changedAt;
  const ready = done?.success === true && !outdated ? done.data : null;
  const notes = ready && task?.result ? outgoingNotes(JSON.parse(task.result)) : '';
  const failure: unknown =
    task?.status === 'failed' && task.failure ? JSON.parse(task.failure) : null;

  const blocked = (): string | null => {
    if (members.length === 0) return words.exportEmpty;
    if (blocks.length > 0) return words.exportBlocked;
    return warns.length > 0 && !acceptWarnings ? words.exportWarned : null;
  };

  const begin = async (): Promise<void> => {
    setAsking(true);
    await command('enqueue', {
      kind: 'export_pack',
      assets: [],
      pack: pack.id,
      settings: { acceptWarnings, includePrompts, carry },
    });
    setAsking(false);
  };

  const save = async (): Promise<void> => {
    if (!ready) return;
    const file = await client.openBlob(ready.sha256 as Sha256);
    if (!file.ok) {
      showFailure(file.failure);
      return;
    }
    const path = await saveFile(file.value, ready.name);
    if (path === null) return;
    await command('notePackExport', { pack: pack.id, export_path: path, exported_at: rightNow() });
    showToast({ text: words.saved(path), tone: 'plain' });
  };

  return (
    <>
      <section className={styles['section']} aria-labelledby="pack-check">
        <h2 id="pack-check" className={styles['heading']}>
          {words.checkTitle}
        </h2>
        {issues.length === 0 && <p className={styles['good']}>{words.checkGood}</p>}
        {blocks.length > 0 && <Badge tone="bad">{words.blocks(blocks.length)}</Badge>}
        {warns.length > 0 && <Badge tone="warn">{words.warns(warns.length)}</Badge>}
        {issues.length > 0 && <RightsIssues issues={issues} />}
        {blocks.length === 0 && warns.length > 0 && (
          <Toggle
            label={words.acceptWarnings}
            checked={acceptWarnings}
            onChecked={(on) => change({ accepted: on ? warnings : null })}
          />
        )}
      </section>
      <section className={styles['section']} aria-labelledby="pack-export">
        <h2 id="pack-export" className={styles['heading']}>
          {words.exportTitle}
        </h2>
        <p className={styles['quiet']}>{words.exportHelp}</p>
        <Toggle
          label={words.includePrompts}
          help={words.includePromptsHelp}
          checked={includePrompts}
          onChecked={(on) => change({ includePrompts: on })}
        />
        <CarryOptions ids={members.map(({ asset }) => asset.id)} prompts={includePrompts} />
        {active && (
          <div className={styles['progress']}>
            <Progress fraction={tick?.fraction ?? task.progress} label={words.exporting} />
            <span className={styles['quiet']}>{words.exporting}</span>
          </div>
        )}
        <div className={styles['exportActs']}>
          {!active && ready && (
            <Button look="primary" onClick={() => void save()}>
              {words.save(ready.name)}
            </Button>
          )}
          {!active && (
            <Button
              look={ready ? 'plain' : 'primary'}
              busy={asking}
              unavailable={blocked()}
              onClick={() => void begin()}
            >
              {done?.success ? words.exportAgain : words.export}
            </Button>
          )}
        </div>
        {ready && notes !== '' && <p className={styles['quiet']}>{notes}</p>}
        {isFailure(failure) && (
          <p className={styles['bad']} role="alert">
            {failureWords(failure).what} {failureWords(failure).next}
          </p>
        )}
        <span className={styles['quiet']}>
          {pack.exported_at === null
            ? ready
              ? words.notSaved
              : words.neverExported
            : words.exported(pack.exported_at, pack.export_path)}
        </span>
        {pack.stale ? (
          <Badge tone="warn">{words.stale}</Badge>
        ) : (
          outdated && <Badge tone="warn">{words.outdated}</Badge>
        )}
      </section>
    </>
  );
}
