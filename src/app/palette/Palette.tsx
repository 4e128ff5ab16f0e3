/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- datalist can neither be grouped nor styled; this is the ARIA combobox pattern */
import { Dialog as Base } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import { announce } from '../shell/announcer.ts';
import { heldKeys } from '../shell/early-keys.ts';
import { classes } from '../ui/classes.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { paletteWords as words } from '../words/palette.ts';
import type { Entry } from './entry.ts';
import styles from './Palette.module.css';
import { noteUsed } from './recent.ts';
import { usePaletteEntries } from './usePaletteEntries.tsx';

/** Steps of the keys that move in the list; Home and End stay in the line of text. */
const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
};

/** Every command and every thing of the library behind one line of text. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const { groups, all, looking } = usePaletteEntries(typed);
  const at = Math.min(active, all.length - 1);
  const optionId = (entry: Entry): string => `${listId}-${entry.id}`;

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, typed]);
  useEffect(() => {
    if (typed.trim() === '' || looking) return;
    const timer = setTimeout(
      () => announce(all.length === 0 ? words.nothing(typed) : words.found(all.length)),
      500,
    );
    return () => clearTimeout(timer);
  }, [typed, all.length, looking]);

  const take = (entry: Entry | undefined): void => {
    if (!entry) return;
    if (entry.unavailable !== null) {
      announce(entry.unavailable);
      return;
    }
    noteUsed(entry.id);
    // The focus goes back to where it was in a microtask; the act comes after that, but before the
    // next key, which may be meant for where the act leads.
    flushSync(onClose);
    queueMicrotask(() => queueMicrotask(entry.run));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const step = steps[event.key];
    if (step !== undefined && all.length > 0) {
      event.preventDefault();
      const next = at + step;
      const isPage = Math.abs(step) > 1;
      setActive(
        isPage ? Math.max(0, Math.min(all.length - 1, next)) : (next + all.length) % all.length,
      );
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(all[at]);
    }
  };

  const current = all[at];
  return (
    <Base.Root
      open
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles['scrim']} />
        <Base.Popup className={styles['palette']} initialFocus={input}>
          <Base.Title render={<VisuallyHidden>{words.title}</VisuallyHidden>} />
          <div className={styles['line']}>
            <Search aria-hidden />
            <input
              ref={input}
              type="text"
              role="combobox"
              className={styles['input']}
              aria-label={words.label}
              aria-expanded
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={current ? optionId(current) : undefined}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              enterKeyHint="go"
              placeholder={words.placeholder}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setActive(0);
              }}
              onFocus={() => {
                const early = heldKeys();
                if (early !== '') setTyped((now) => now + early);
              }}
              onKeyDown={onKeyDown}
            />
            <Base.Close className={styles['leave']}>{words.close}</Base.Close>
          </div>
          <div
            ref={list}
            id={listId}
            role="listbox"
            aria-label={words.results}
            aria-busy={looking}
            className={styles['list']}
          >
            {groups.map(({ group, entries }) => (
              <div key={group} role="group" aria-label={words.groups[group]}>
                <p role="presentation" className={styles['group']}>
                  {words.groups[group]}
                </p>
                {entries.map((entry) => (
                  <Line
                    key={entry.id}
                    entry={entry}
                    id={optionId(entry)}
                    active={entry === current}
                    onActive={() => setActive(all.indexOf(entry))}
                    onTake={() => take(entry)}
                  />
                ))}
              </div>
            ))}
          </div>
          {all.length === 0 && (
            <div className={styles['nothing']}>
              <p>{looking ? words.looking : words.nothing(typed)}</p>
              {!looking && <p className={styles['more']}>{words.nothingHelp}</p>}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function Line({
  entry,
  id,
  active,
  onActive,
  onTake,
}: {
  readonly entry: Entry;
  readonly id: string;
  readonly active: boolean;
  readonly onActive: () => void;
  readonly onTake: () => void;
}) {
  const off = entry.unavailable !== null;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-disabled={off || undefined}
      className={classes(styles['option'], off && styles['off'])}
      onPointerMove={active ? undefined : onActive}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      <span className={styles['sign']}>
        {entry.picture ? <Thumbnail {...entry.picture} /> : entry.icon}
      </span>
      <span className={styles['words']}>
        <span className={styles['label']}>{entry.label}</span>
        {off && <span className={styles['more']}>{entry.unavailable}</span>}
      </span>
      {entry.more !== undefined && <span className={styles['more']}>{entry.more}</span>}
      {entry.keys !== undefined && <Kbd>{entry.keys}</Kbd>}
    </div>
  );
}
