import { useState } from 'react';
import { useLocation } from 'wouter';
import { z } from 'zod/mini';

import type { PackMember, PackRow } from '#domain/contract/queries.ts';
import { isFailure } from '#domain/failure.ts';
import type { Sha256 } from '#domain/id.ts';
import { type RightsFix, type RightsIssue, rightsIssues } from '#domain/rights.ts';
import { showFailure, useCommand, useInkreel, useLiveQuery } from '../inkreel.ts';
import { useProgress } from '../progress.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { showToast } from '../ui/toasts.ts';
import { failureWords } from '../words/failures.ts';
import { packWords as words } from '../words/packs.ts';
import styles from './Packs.module.css';
import { saveFile } from './save-file.ts';

const shownIssues = 12;
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
  const [acceptWarnings, setAcceptWarnings] = useState(false);
  const [includePrompts, setIncludePrompts] = useState(false);
  const issues = rightsIssues(pack, members);
  const blocks = issues.filter((issue) => issue.severity === 'block');
  const warns = issues.filter((issue) => issue.severity === 'warn');

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
  const failure: unknown =
    task?.status === 'failed' && task.failure ? JSON.parse(task.failure) : null;

  const blocked = (): string | null => {
    if (members.length === 0) return words.exportEmpty;
    if (blocks.length > 0) return words.exportBlocked;
    return warns.length > 0 && !acceptWarnings ? words.exportWarned : null;
  };

  const save = async (): Promise<void> => {
    if (!done?.success) return;
    const file = await client.openBlob(done.data.sha256 as Sha256);
    if (!file.ok) {
      showFailure(file.failure);
      return;
    }
    const path = await saveFile(file.value, done.data.name);
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
        {issues.length > 0 && <FixAll issues={issues} />}
        {issues.length > 0 && (
          <ul className={styles['issues']}>
            {issues.slice(0, shownIssues).map((issue) => (
              <Issue key={`${issue.problem} ${issue.asset ?? ''}`} issue={issue} />
            ))}
            {issues.length > shownIssues && (
              <li className={styles['quiet']}>{words.moreIssues(issues.length - shownIssues)}</li>
            )}
          </ul>
        )}
        {blocks.length === 0 && warns.length > 0 && (
          <Toggle
            label={words.acceptWarnings}
            checked={acceptWarnings}
            onChecked={setAcceptWarnings}
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
          onChecked={setIncludePrompts}
        />
        {active && (
          <div className={styles['progress']}>
            <Progress fraction={tick?.fraction ?? task.progress} label={words.exporting} />
            <span className={styles['quiet']}>{words.exporting}</span>
          </div>
        )}
        <div className={styles['exportActs']}>
          {!active && done?.success && (
            <Button look={pack.stale ? 'plain' : 'primary'} onClick={() => void save()}>
              {words.save(done.data.name)}
            </Button>
          )}
          {!active && (
            <Button
              look={done?.success && !pack.stale ? 'plain' : 'primary'}
              unavailable={blocked()}
              onClick={() =>
                void command('enqueue', {
                  kind: 'export_pack',
                  assets: [],
                  pack: pack.id,
                  settings: { acceptWarnings, includePrompts },
                })
              }
            >
              {done?.success ? words.exportAgain : words.export}
            </Button>
          )}
        </div>
        {isFailure(failure) && (
          <p className={styles['bad']} role="alert">
            {failureWords(failure).what} {failureWords(failure).next}
          </p>
        )}
        <span className={styles['quiet']}>
          {pack.exported_at === null
            ? words.neverExported
            : words.exported(pack.exported_at, pack.export_path)}
        </span>
        {pack.stale && <Badge tone="warn">{words.stale}</Badge>}
      </section>
    </>
  );
}

/** One press for everything that has the same way out. */
function FixAll({ issues }: { readonly issues: readonly RightsIssue[] }) {
  const command = useCommand();
  const unapproved = issues.filter((issue) => issue.problem === 'unapproved');
  const assets = unapproved.flatMap((issue) => (issue.asset ? [issue.asset] : []));
  if (assets.length < 2) return null;
  return (
    <Button size="small" onClick={() => void command('approveAssets', { assets, approved: true })}>
      {words.approveAll(assets.length)}
    </Button>
  );
}

const Issue = ({ issue }: { readonly issue: RightsIssue }) => (
  <li className={styles['issue']}>
    <span className={styles['issueText']}>
      <strong dir="auto">{issue.name}</strong> {words.problems[issue.problem]}
      {issue.models.length > 0 && ` (${issue.models.join(', ')})`}
    </span>
    <span className={styles['fixes']}>
      {issue.fixes.map((fix) => (
        <FixButton key={fix.fix} fix={fix} name={issue.name} />
      ))}
    </span>
  </li>
);

function FixButton({ fix, name }: { readonly fix: RightsFix; readonly name: string }) {
  const command = useCommand();
  const [, navigate] = useLocation();
  const label = `${words.fixes[fix.fix]}: ${name}`;
  switch (fix.fix) {
    case 'wait':
      return (
        <Button size="small" aria-label={label} onClick={() => navigate('/queue')}>
          {words.fixes.wait}
        </Button>
      );
    case 'provenance':
      return (
        <Menu
          align="start"
          trigger={
            <Button size="small" aria-label={label}>
              {words.fixes.provenance}
            </Button>
          }
          entries={(['ai_generated', 'user_provided', 'enhanced'] as const).map((provenance) => ({
            label: words.provenances[provenance],
            onSelect: () => void command('editAssets', { ...fix.input, changes: { provenance } }),
          }))}
        />
      );
    case 'approve':
      return (
        <Button
          size="small"
          aria-label={label}
          onClick={() => void command('approveAssets', fix.input)}
        >
          {words.fixes.approve}
        </Button>
      );
    case 'restore':
      return (
        <Button
          size="small"
          aria-label={label}
          onClick={() => void command('restoreAssets', fix.input)}
        >
          {words.fixes.restore}
        </Button>
      );
    case 'remove':
      return (
        <Button
          size="small"
          look="quiet"
          aria-label={label}
          onClick={() => void command('removeFromPack', fix.input)}
        >
          {words.fixes.remove}
        </Button>
      );
    case 'licence':
      return (
        <Button size="small" aria-label={label} onClick={() => void command('editPack', fix.input)}>
          {words.fixes.licence}
        </Button>
      );
  }
}
