import { CircleHelp, Search, X } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useId, useRef, useState } from 'react';

import { keysText, useKeysOf, useShortcuts } from '../shell/shortcuts.ts';
import { phoneWidth, useMedia } from '../shell/useMedia.ts';
import { IconButton } from '../ui/Button.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { Popover } from '../ui/Popover.tsx';
import { libraryWords as words } from '../words/library.ts';
import type { SuggestionList } from './search/Suggestions.tsx';
import { useQueryField } from './search/useQueryField.ts';
import styles from './SearchBox.module.css';

const Chips = lazy(async () => {
  const { Chips: component } = await import('./search/Chips.tsx');
  return { default: component };
});
const Suggestions = lazy(async () => {
  const { Suggestions: component } = await import('./search/Suggestions.tsx');
  return { default: component };
});
const SearchHelp = lazy(async () => {
  const { SearchHelp: component } = await import('./search/SearchHelp.tsx');
  return { default: component };
});

/**
 * The question that the library answers, in the query language: conditions as chips, words and what
 * is being typed beside them. All of it is one text, which the help can show as it is.
 */
export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<SuggestionList | null>(null);
  const lastChip = useRef<HTMLButtonElement>(null);
  const listId = useId();
  const [asText, setAsText] = useState(false);
  const field = useQueryField(asText, input);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  const keys = useKeysOf('library.search', '/');
  const isEmpty = field.whole === '';
  const phone = useMedia(phoneWidth);

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

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const atStart =
      event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (open) list.current?.move(event.key === 'ArrowDown' ? 1 : -1);
      setOpen(true);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (open && list.current?.take()) return;
      setOpen(false);
      field.commit();
    } else if (event.key === 'Tab' && open && active !== null && !event.shiftKey) {
      if (list.current?.take()) event.preventDefault();
    } else if (event.key === 'Escape') {
      if (open && list.current?.isShown()) {
        setOpen(false);
        setActive(null);
      } else if (isEmpty) input.current?.blur();
      else field.replace('');
    } else if ((event.key === 'Backspace' || event.key === 'ArrowLeft') && atStart) {
      if (!lastChip.current) return;
      event.preventDefault();
      lastChip.current.focus();
    }
  };

  return (
    <search className={styles['search']}>
      <div className={styles['box']}>
        <Search aria-hidden className={styles['icon']} />
        {field.chips.length > 0 && (
          <Suspense fallback={null}>
            <Chips
              chips={field.chips}
              last={lastChip}
              onEdit={field.edit}
              onRemove={(index) => {
                const chips = field.chips.filter((_, other) => other !== index);
                field.replace([...chips, field.draft.trim()].filter(Boolean).join(' '));
              }}
              onLeave={() => input.current?.focus()}
            />
          </Suspense>
        )}
        <input
          ref={input}
          type="text"
          role="combobox"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className={styles['input']}
          aria-label={words.searchLabel}
          aria-autocomplete="list"
          aria-expanded={open && active !== null}
          aria-controls={listId}
          aria-activedescendant={(open && active) || undefined}
          aria-describedby="library-search-problems"
          placeholder={
            field.chips.length > 0 ? words.searchMore : phone ? words.focusSearch : words.search
          }
          value={field.draft}
          onChange={(event) => {
            setOpen(true);
            setActive(null);
            field.onDraft(event.target.value, event.target.selectionStart ?? 0);
          }}
          onSelect={(event) => field.onCaret(event.currentTarget.selectionStart ?? 0)}
          onFocus={field.onFocus}
          onClick={() => setOpen(true)}
          onBlur={() => {
            setOpen(false);
            setActive(null);
            field.onBlur();
          }}
          onKeyDown={onKeyDown}
        />
        {isEmpty ? (
          <span className={styles['keys']}>{keys !== null && <Kbd>{keysText(keys)}</Kbd>}</span>
        ) : (
          <IconButton
            size="small"
            className={styles['inBox']}
            label={words.clearSearch}
            icon={<X aria-hidden />}
            onClick={() => {
              field.replace('');
              input.current?.focus();
            }}
          />
        )}
        <Popover
          label={words.searchHelp}
          align="end"
          trigger={
            <IconButton
              size="small"
              className={styles['inBox']}
              label={words.searchHelp}
              icon={<CircleHelp aria-hidden />}
            />
          }
        >
          <Suspense fallback={null}>
            <SearchHelp
              asText={asText}
              onAsText={setAsText}
              onExample={(example) => {
                field.replace([field.whole, example].filter(Boolean).join(' '));
              }}
            />
          </Suspense>
        </Popover>
      </div>
      {field.focused && open && (
        <Suspense fallback={null}>
          <Suggestions
            id={listId}
            handle={list}
            before={field.chips.join(' ')}
            draft={field.draft}
            caret={field.caret}
            onActive={setActive}
            onTake={(draft, caret, isWhole) => {
              field.onDraft(draft, caret);
              input.current?.focus();
              if (isWhole) setOpen(false);
            }}
          />
        </Suspense>
      )}
    </search>
  );
}
