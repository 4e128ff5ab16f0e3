import { useState } from 'react';

import { Button } from '../ui/Button.tsx';
import { showToast } from '../ui/toasts.ts';
import { Toggle } from '../ui/Toggle.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { deskWords } from '../words/desk.ts';
import { shellWords } from '../words/shell.ts';
import { unbindAll, useBindings, useSingleKeys } from './bindings.ts';
import { keysText } from './chords.ts';
import { type KnownAct, useKnownActs } from './known-acts.ts';
import { ShortcutRow } from './ShortcutRow.tsx';
import styles from './ShortcutsDialog.module.css';

const words = deskWords.shortcuts;

/** Whether an act is meant by what was typed: each word in its name, its place or its keys. */
function isFound(act: KnownAct, typed: string): boolean {
  const text = `${act.words} ${act.place ?? shellWords.shortcuts.everywhere} ${act.keys
    .map(keysText)
    .join(' ')}`.toLocaleLowerCase();
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Every shortcut by place, findable, each with the keys that the person wants. */
export function ShortcutsList() {
  const acts = useKnownActs();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const changed = useBindings((state) => Object.keys(state.value).length > 0);
  const { value: single, set: setSingle } = useSingleKeys();
  const found = acts.filter((act) => isFound(act, typed.trim()));
  const places = Map.groupBy(found, (act) => act.place ?? shellWords.shortcuts.everywhere);
  return (
    <div className={styles['places']}>
      <TextInput
        type="search"
        aria-label={words.search}
        placeholder={words.searchHint}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === '') return;
          event.stopPropagation();
          setTyped('');
        }}
      />
      <output className={styles['found']}>
        {found.length === 0 ? words.none : words.found(found.length)}
      </output>
      {[...places].map(([place, lines]) => (
        <section key={place} aria-label={place}>
          <h3 className={styles['place']}>{place}</h3>
          <dl className={styles['lines']}>
            {lines.map((act) => (
              <ShortcutRow
                key={act.name}
                act={act}
                acts={acts}
                open={open === act.name}
                onOpen={(isOpen) => setOpen(isOpen ? act.name : null)}
              />
            ))}
          </dl>
        </section>
      ))}
      <Toggle label={words.single} help={words.singleHelp} checked={single} onChecked={setSingle} />
      <div>
        <Button
          unavailable={changed ? null : words.nothingToReset}
          onClick={() => {
            const before = useBindings.getState().value;
            unbindAll();
            showToast({
              text: words.resetAllDone,
              tone: 'plain',
              action: {
                label: words.undoReset,
                run: () => useBindings.getState().set(before),
              },
            });
          }}
        >
          {words.resetAll}
        </Button>
      </div>
    </div>
  );
}
