import { X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';

import { Button } from '../ui/Button.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { deskWords } from '../words/desk.ts';
import { shellWords } from '../words/shell.ts';
import { bind } from './bindings.ts';
import { chordOf, chordProblem, keysText } from './chords.ts';
import styles from './ShortcutsDialog.module.css';
import type { KnownAct } from './known-acts.ts';

const words = deskWords.shortcuts;
const placeOf = (act: KnownAct): string => act.place ?? shellWords.shortcuts.everywhere;

/** Another act that answers to the same keys where this one does. */
const rivalOf = (acts: readonly KnownAct[], act: KnownAct, keys: string): KnownAct | undefined =>
  acts.find(
    (one) =>
      one.name !== act.name &&
      one.keys.includes(keys) &&
      (one.place === act.place || one.place === null || act.place === null),
  );

/** Takes the next combination that is pressed. */
function KeyCatcher({ onKeys, onLeave }: { onKeys: (keys: string) => void; onLeave: () => void }) {
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>): void => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    // The dialog around it would close by Escape, and the page would act.
    event.stopPropagation();
    if (event.key === 'Escape') {
      onLeave();
      return;
    }
    const keys = chordOf(event.nativeEvent);
    if (keys !== null) onKeys(keys);
  };
  return (
    <button
      type="button"
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked to press keys here
      autoFocus
      className={styles['catcher']}
      onKeyDown={onKeyDown}
      onBlur={onLeave}
    >
      {words.press}
    </button>
  );
}

/** One act with its keys; opened, they can be changed. */
export function ShortcutRow({
  act,
  acts,
  open,
  onOpen,
}: {
  readonly act: KnownAct;
  readonly acts: readonly KnownAct[];
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}) {
  const [catching, setCatching] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [contested, setContested] = useState<{ keys: string; rival: KnownAct } | null>(null);

  const take = (keys: string): void => bind(act.name, [...act.keys, keys]);
  const onKeys = (keys: string): void => {
    setCatching(false);
    const kind = chordProblem(keys);
    const text = keysText(keys);
    setProblem(kind ? words[kind](text) : act.keys.includes(keys) ? words.sameAct(text) : null);
    if (kind || act.keys.includes(keys)) return;
    const rival = rivalOf(acts, act, keys);
    if (rival) setContested({ keys, rival });
    else take(keys);
  };
  const settle = (replaced: boolean): void => {
    if (!contested) return;
    const { keys, rival } = contested;
    if (replaced)
      bind(
        rival.name,
        rival.keys.filter((one) => one !== keys),
      );
    take(keys);
    setContested(null);
  };

  return (
    <div className={styles['line']}>
      <dt>
        {act.words}
        {act.isChanged && <span className={styles['changed']}>{words.changed}</span>}
      </dt>
      <dd className={styles['keys']}>
        {act.keys.length === 0 && <span className={styles['or']}>{words.noKeys}</span>}
        {act.keys.map((keys, index) => (
          <span key={keys} className={styles['keys']}>
            {index > 0 && !open && <span className={styles['or']}>{shellWords.shortcuts.or}</span>}
            <Kbd>{keysText(keys)}</Kbd>
            {open && (
              <button
                type="button"
                className={styles['remove']}
                aria-label={words.remove(keysText(keys))}
                onClick={() =>
                  bind(
                    act.name,
                    act.keys.filter((one) => one !== keys),
                  )
                }
              >
                <X aria-hidden />
              </button>
            )}
          </span>
        ))}
        {act.fixed ? (
          <span className={styles['or']} title={words.fixedWhy}>
            {words.fixed}
          </span>
        ) : (
          <Button
            size="small"
            look="quiet"
            aria-expanded={open}
            aria-label={open ? undefined : words.change(act.words)}
            onClick={() => onOpen(!open)}
          >
            {open ? words.done : words.changeShort}
          </Button>
        )}
      </dd>
      {open && (
        <dd className={styles['editor']}>
          {problem && (
            <p role="alert" className={styles['problem']}>
              {problem}
            </p>
          )}
          {contested ? (
            <>
              <p role="alert" className={styles['problem']}>
                {words.taken(
                  keysText(contested.keys),
                  contested.rival.words,
                  placeOf(contested.rival),
                )}
              </p>
              <Button size="small" onClick={() => settle(true)}>
                {words.replace}
              </Button>
              <Button size="small" onClick={() => settle(false)}>
                {words.useAnyway}
              </Button>
              <Button size="small" look="quiet" onClick={() => setContested(null)}>
                {words.leave}
              </Button>
            </>
          ) : catching ? (
            <KeyCatcher onKeys={onKeys} onLeave={() => setCatching(false)} />
          ) : (
            <>
              <Button size="small" onClick={() => setCatching(true)}>
                {words.add}
              </Button>
              <Button
                size="small"
                look="quiet"
                unavailable={act.isChanged ? null : words.nothingToReset}
                onClick={() => bind(act.name, null)}
              >
                {words.reset}
              </Button>
            </>
          )}
        </dd>
      )}
    </div>
  );
}
