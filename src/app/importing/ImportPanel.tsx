import { ChevronDown, ChevronUp, Copy, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';

import { duplicateChoices } from '#domain/contract/commands.ts';
import type { ImportLine } from '#workers/importer/messages.ts';
import { useLooksFirst } from '../desk/preferences.ts';
import { phoneWidth, useMedia } from '../shell/useMedia.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Select } from '../ui/Select.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { showToast } from '../ui/toasts.ts';
import { failureWords } from '../words/failures.ts';
import { importWords as words } from '../words/importing.ts';
import styles from './ImportPanel.module.css';
import { type ImportSession, useImports } from './imports.ts';
import { useLooking, worthALook } from './looking.ts';
import { sidecarText } from './sidecar-text.ts';

const OpenReview = lazy(() =>
  import('./ImportReview.tsx').then((module) => ({ default: module.OpenReview })),
);

/** The running lists of what became of each file, over the foot of the screen; before them, the look. */
export function ImportPanel() {
  const sessions = useImports((state) => state.sessions);
  const isLooking = useLooking((state) => state.files !== null);
  return (
    <>
      {isLooking && (
        <Suspense fallback={null}>
          <OpenReview />
        </Suspense>
      )}
      {sessions.length > 0 && (
        <div className={styles['stack']}>
          {sessions.map((session) => (
            <SessionPanel key={session.id} session={session} />
          ))}
        </div>
      )}
    </>
  );
}

/** The switch for the next time; offered unasked where there was much to look at. */
function LookFirst() {
  const { value, set } = useLooksFirst();
  return <Toggle label={words.lookFirst} checked={value} onChecked={set} />;
}

/** A list in which everything went in closes by itself after this, ms. */
const cleanFor = 8_000;

/** So many rows that say something are drawn; all of them can be copied. */
const shownAtMost = 500;

/** Whether a sidecar says no more than that it was read, or is another program's affair. */
const isQuiet = (line: ImportLine): boolean => line.outcome === 'sidecar' && line.done !== 'unread';

/** Whether a file did not simply go in. */
const isProblem = (line: ImportLine): boolean => line.outcome !== 'imported' && !isQuiet(line);

/** What must be read comes first: what is not there, what was left out, what was here before. */
const urgency: Readonly<Record<ImportLine['outcome'], number>> = {
  failed: 0,
  skipped: 1,
  sidecar: 2,
  duplicate: 3,
  imported: 4,
};

/** Whether a row says something beside "imported"; such rows come before the others. */
const saysMore = (line: ImportLine): boolean =>
  isProblem(line) || ('misnamed_as' in line && line.misnamed_as !== undefined);

/** Files with what became of each, a line for each, to be pasted into a table or a message. */
async function copyReport(outcomes: readonly ImportLine[]): Promise<void> {
  const lines = outcomes.map((outcome) => `${outcome.name}\t${outcomeText(outcome)}`);
  try {
    await navigator.clipboard.writeText(lines.join('\n'));
    showToast({ text: words.copied(lines.length), tone: 'plain' });
  } catch {
    showToast({ text: words.notCopied, tone: 'bad' });
  }
}

function headline(session: ImportSession, imported: number): string {
  if (session.state === 'running') return words.importing(session.outcomes.length, session.total);
  if (session.state === 'stopping') return words.stopping;
  if (session.state === 'stopped') return words.stopped;
  if (imported > 0) return words.done(imported);
  const isAllHere = session.outcomes.every((outcome) => outcome.outcome === 'duplicate');
  return isAllHere && session.outcomes.length > 0 ? words.nothingNew : words.nothing;
}

function SessionPanel({ session }: { readonly session: ImportSession }) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const { stop, close, onDuplicate, setOnDuplicate } = useImports();
  const count = (kind: ImportLine['outcome']): number =>
    session.outcomes.filter((outcome) => outcome.outcome === kind).length;
  const running = session.state === 'running' || session.state === 'stopping';
  const kept = session.outcomes.filter(
    (outcome) => outcome.outcome === 'duplicate' && outcome.done === 'kept_both',
  ).length;
  const imported = count('imported');
  const told = session.outcomes
    .filter(saysMore)
    .toSorted((one, other) => urgency[one.outcome] - urgency[other.outcome]);
  const lost = told.filter(({ outcome }) => outcome === 'failed' || outcome === 'skipped');
  const read = session.outcomes.filter(
    (line) => line.outcome === 'sidecar' && line.done === 'read',
  ).length;
  const hasProblems = session.outcomes.some(isProblem);
  const phone = useMedia(phoneWidth);
  // What did not simply go in is shown without being asked for, where it does not hide the work.
  const open = chosen ?? (hasProblems && !phone);
  const isDone = !running && !open && session.failure === null && !hasProblems;
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => close(session.id), cleanFor);
    return () => clearTimeout(timer);
  }, [isDone, close, session.id]);
  const said = session.failure ? failureWords(session.failure) : null;
  return (
    <section className={styles['panel']} aria-label={words.title}>
      <header className={styles['head']}>
        <output className={styles['title']}>{headline(session, imported + kept)}</output>
        <IconButton
          size="small"
          label={open ? words.collapse : words.expand}
          icon={open ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
          aria-expanded={open}
          onClick={() => setChosen(!open)}
        />
        {running ? (
          <Button size="small" onClick={() => stop(session.id)}>
            {words.cancel}
          </Button>
        ) : (
          <IconButton
            size="small"
            label={words.close}
            icon={<X aria-hidden />}
            onClick={() => close(session.id)}
          />
        )}
      </header>
      {running && (
        <Progress
          fraction={session.outcomes.length / Math.max(1, session.total)}
          label={words.title}
        />
      )}
      <p className={styles['numbers']}>
        {read > 0 && <span>{words.sidecarsRead(read)}</span>}
        {count('duplicate') > 0 && <span>{words.duplicates(count('duplicate'))}</span>}
        {count('skipped') > 0 && <span>{words.skipped(count('skipped'))}</span>}
        {count('failed') > 0 && (
          <span className={styles['bad']}>{words.failed(count('failed'))}</span>
        )}
      </p>
      {said && (
        <p className={styles['bad']}>
          {said.what} {said.safe} {said.next}
        </p>
      )}
      {(open || session.total > worthALook) && <LookFirst />}
      {open && (
        <>
          {count('duplicate') > 0 && (
            <label className={styles['choice']}>
              {words.onDuplicate}
              <Select
                value={onDuplicate}
                onValue={setOnDuplicate}
                choices={duplicateChoices.map((value) => ({
                  value,
                  label: words.onDuplicateChoices[value],
                }))}
              />
            </label>
          )}
          {lost.length > 0 && (
            <Button
              size="small"
              look="quiet"
              className={styles['copy']}
              icon={<Copy aria-hidden />}
              onClick={() => void copyReport(lost)}
            >
              {words.copy(lost.length)}
            </Button>
          )}
          {/* A list that scrolls must be reachable by keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <ul className={styles['list']} tabIndex={0} aria-label={words.title}>
            {told.slice(0, shownAtMost).map((outcome, index) => (
              <OutcomeRow key={`${String(index)} ${outcome.name}`} outcome={outcome} />
            ))}
            {told.length > shownAtMost && <li>{words.restTold(told.length - shownAtMost)}</li>}
            {session.outcomes
              .filter((outcome) => !saysMore(outcome))
              .slice(0, 100)
              .map((outcome, index) => (
                <OutcomeRow key={`${String(index)} ${outcome.name}`} outcome={outcome} />
              ))}
            {imported > 100 && <li>{words.rest(imported - 100)}</li>}
          </ul>
        </>
      )}
    </section>
  );
}

function outcomeText(outcome: ImportLine): string {
  switch (outcome.outcome) {
    case 'imported':
      return outcome.misnamed_as === undefined
        ? words.outcomes.imported
        : `${words.outcomes.imported}; ${words.misnamed(outcome.misnamed_as)}`;
    case 'duplicate':
      if (outcome.trashed) return words.outcomes.trashed;
      return outcome.done === 'skipped'
        ? words.outcomes.skipped_duplicate
        : words.outcomes[outcome.done];
    case 'sidecar':
      return sidecarText(outcome);
    case 'skipped':
    case 'failed': {
      const said = failureWords(outcome.failure);
      return `${words.outcomes[outcome.outcome]}: ${said.what} ${said.next}`;
    }
  }
}

const OutcomeRow = ({ outcome }: { readonly outcome: ImportLine }) => (
  <li className={styles['row']} data-outcome={outcome.outcome}>
    <span className={styles['name']} dir="auto">
      {outcome.name}
    </span>
    <span className={outcome.outcome === 'failed' ? styles['bad'] : styles['quiet']}>
      {outcomeText(outcome)}
    </span>
  </li>
);
