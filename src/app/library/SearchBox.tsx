import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import { keysText, useKeysOf, useShortcuts } from '../shell/shortcuts.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { libraryWords as words } from '../words/library.ts';
import styles from './SearchBox.module.css';

const pauseMs = 140;

/** Free text over the library; searches when the typing pauses. `/` and Ctrl F lead here. */
export function SearchBox({
  text,
  onText,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? text;
  const keys = useKeysOf('library.search', '/');

  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => {
      onText(typed.trim());
      // A space at the end is the beginning of the next word; it stays while it is being typed.
      if (typed === typed.trim()) setTyped(null);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed, onText]);

  const focus = (): boolean => {
    // A second Ctrl F is for the browser's own search.
    if (document.activeElement === input.current) return false;
    input.current?.focus();
    input.current?.select();
    return true;
  };
  useShortcuts([
    {
      name: 'library.search',
      keys: '/',
      words: words.focusSearch,
      place: words.title,
      run: focus,
    },
    {
      name: 'library.search',
      keys: 'mod+f',
      words: words.focusSearch,
      place: words.title,
      run: focus,
      whileTyping: true,
    },
  ]);

  return (
    <search className={styles['search']}>
      <Search aria-hidden className={styles['icon']} />
      <input
        ref={input}
        type="search"
        className={styles['input']}
        aria-label={words.searchLabel}
        placeholder={words.search}
        value={shown}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed === null) return;
          onText(typed.trim());
          setTyped(null);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (shown === '') input.current?.blur();
          setTyped(null);
          onText('');
        }}
      />
      {shown === '' ? (
        <span className={styles['keys']}>{keys !== null && <Kbd>{keysText(keys)}</Kbd>}</span>
      ) : (
        <button
          type="button"
          className={styles['clear']}
          aria-label={words.clearSearch}
          onClick={() => {
            setTyped(null);
            onText('');
            input.current?.focus();
          }}
        >
          <X aria-hidden />
        </button>
      )}
    </search>
  );
}
