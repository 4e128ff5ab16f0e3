import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

import { type PlaceStep, useSession } from '../../session.ts';
import type { Parted } from './language.ts';
import { useLanguage } from './useLanguage.ts';

const pauseMs = 140;

type Mode = 'plain' | 'text' | 'chips';

interface Box extends Parted {
  /** The query that chips and field were made of, or that they gave. */
  readonly of: string;
  readonly mode: Mode;
}

export interface QueryField {
  readonly chips: readonly string[];
  readonly draft: string;
  readonly caret: number;
  readonly focused: boolean;
  /** All of it, with what is half typed. */
  readonly whole: string;
  readonly onDraft: (draft: string, caret: number) => void;
  readonly onCaret: (caret: number) => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  /** What stands in the field is meant as it is: conditions in it become chips. */
  readonly commit: () => void;
  /** Another whole query, as a step of its own. */
  readonly replace: (query: string) => void;
  /** A chip back into the field, to be changed there. */
  readonly edit: (index: number) => void;
}

const whole = ({ chips, draft }: Parted): string =>
  [...chips, draft.trim()].filter(Boolean).join(' ');

/**
 * The box between a query's text and its chips. The text in the session is the truth; what is being
 * typed lives here until it can be searched.
 *
 * @param asText shows the text as it is, without chips
 */
export function useQueryField(
  asText: boolean,
  input: RefObject<HTMLInputElement | null>,
): QueryField {
  const query = useSession((state) => state.place.query);
  const setPlace = useSession((state) => state.setPlace);
  const [focused, setFocused] = useState(false);
  const language = useLanguage(focused || query !== '');
  const mode: Mode = language ? (asText ? 'text' : 'chips') : 'plain';
  const part = (text: string): Parted =>
    language && mode === 'chips' ? language.parted(text) : { chips: [], draft: text };
  const [box, setBox] = useState<Box>(() => ({ ...part(query), of: query, mode }));
  const [caret, setCaret] = useState(0);
  /** Where the caret goes after the field was changed by the box itself. */
  const [wanted, setWanted] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** The first change since the field was entered is a step back in history; the rest change it. */
  const stepped = useRef(false);

  // The query was changed elsewhere (a filter, a link, the way back), or is shown in another way.
  if (query !== box.of) setBox({ ...part(query), of: query, mode });
  else if (mode !== box.mode) {
    // A word that is just being typed stays as it is.
    setBox(
      focused && box.mode === 'plain' ? { ...box, mode } : { ...part(whole(box)), of: query, mode },
    );
  }

  useLayoutEffect(() => {
    if (wanted === null) return;
    input.current?.setSelectionRange(wanted, wanted);
    // oxlint-disable-next-line react/set-state-in-effect -- the wish is fulfilled once
    setWanted(null);
  }, [wanted, input]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = (text: string, step: PlaceStep): void => {
    clearTimeout(timer.current);
    setPlace({ query: text }, { ...step, replace: stepped.current });
    stepped.current = true;
  };

  const show = (parts: Parted, at: number | null): void => {
    setBox((before) => ({ ...before, ...parts }));
    if (at !== null) {
      setCaret(at);
      setWanted(at);
    }
  };

  const searchSoon = (parts: Parted, at: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const text = language && mode === 'chips' ? language.searchable(parts, at) : whole(parts);
      setBox((before) => ({ ...before, of: text }));
      send(text, { soon: true });
    }, pauseMs);
  };

  const take = (text: string): void => {
    setBox({ ...part(text), of: text, mode });
    send(text, {});
  };

  return {
    chips: box.chips,
    draft: box.draft,
    caret,
    focused,
    whole: whole(box),
    onDraft: (draft, at) => {
      const taken = language && mode === 'chips' ? language.absorbed(draft, at) : null;
      const parts = taken
        ? { chips: [...box.chips, ...taken.chips], draft: taken.draft }
        : { chips: box.chips, draft };
      setCaret(taken?.caret ?? at);
      show(parts, taken && taken.chips.length > 0 ? taken.caret : null);
      searchSoon(parts, taken?.caret ?? at);
    },
    onCaret: setCaret,
    onFocus: () => {
      stepped.current = false;
      setFocused(true);
    },
    onBlur: () => {
      setFocused(false);
      take(whole(box));
    },
    commit: () => take(whole(box)),
    replace: take,
    edit: (index) => {
      const chip = box.chips[index];
      if (chip === undefined) return;
      const chips = box.chips.filter((_, other) => other !== index);
      const draft = [chip, box.draft.trim()].filter(Boolean).join(' ');
      show({ chips, draft }, chip.length);
      input.current?.focus();
    },
  };
}
