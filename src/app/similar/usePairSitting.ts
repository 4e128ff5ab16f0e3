import { useState } from 'react';

import type { SimilarPair } from '#domain/contract/curation.ts';
import type { SimilarVerdict } from '#domain/likeness.ts';
import { showFailure, useCommand, useInkreel, useLiveQuery } from '../inkreel.ts';
import { announce } from '../shell/announcer.ts';
import { similarWords as words } from '../words/review.ts';

export const keyOf = ({ first, second }: SimilarPair): string => `${first} ${second}`;
export type Side = 'left' | 'right';

/**
 * Going through pairs in the order in which they were found: what was judged, or has lost a picture
 * to the trash by another verdict, is passed over.
 */
export function usePairSitting(pairs: readonly SimilarPair[], distance: number) {
  const client = useInkreel();
  const run = useCommand();
  const live = useLiveQuery('similarPairs', { distance, limit: pairs.length * 4 }).value;
  const [at, setAt] = useState(0);
  const [judged, setJudged] = useState<ReadonlySet<string>>(new Set());
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const open = live && new Set(live.pairs.map(keyOf));

  const isOpen = (place: number): boolean => {
    const one = pairs[place];
    return one !== undefined && !judged.has(keyOf(one)) && (open?.has(keyOf(one)) ?? true);
  };
  let shown = at;
  // What another verdict has settled is not asked; a pair just taken back is, before it is read anew.
  while (shown < pairs.length && !isOpen(shown)) shown += 1;
  const pair = pairs[shown] ?? null;
  const total = pairs.length;

  const judge = (verdict: SimilarVerdict, keep: Side | null): void => {
    if (!pair) return;
    const key = keyOf(pair);
    setJudged((before) => new Set(before).add(key));
    setAt(shown + 1);
    announce(words.said(shown + 1, total, keep ? words.keptSaid(keep) : words.verdicts[verdict]));
    const kept = keep ? { kept: keep === 'left' ? pair.first : pair.second } : {};
    void run('judgePair', { first: pair.first, second: pair.second, verdict, ...kept }).then(
      (done) => {
        if (done) return;
        setJudged((before) => new Set([...before].filter((one) => one !== key)));
        setAt(shown);
      },
    );
  };
  const putOff = (): void => {
    if (!pair) return;
    setLater((before) => new Set(before).add(keyOf(pair)));
    setAt(shown + 1);
    announce(words.said(shown + 1, total, words.later));
  };
  const back = (): void => {
    for (let place = shown - 1; place >= 0; place -= 1) {
      if (!isOpen(place)) continue;
      setAt(place);
      return;
    }
  };
  const undo = async (): Promise<void> => {
    const state = await client.query('undoState', {});
    const newest = state.ok ? state.value.undo : null;
    if (newest?.command !== 'judgePair') {
      announce(words.nothingToUndo);
      return;
    }
    const wrote = await client.query('history', { request: newest.request_id, limit: 1000 });
    const verdict = wrote.ok
      ? wrote.value.find(({ entity_type }) => entity_type === 'similar_verdicts')
      : undefined;
    const key = verdict?.entity_id.replace(':', ' ');
    const place = pairs.findIndex((one) => keyOf(one) === key);
    if (place < 0) {
      announce(words.nothingToUndo);
      return;
    }
    const undone = await client.command('undoRequest', { request: newest.request_id });
    if (!undone.ok) {
      showFailure(undone.failure);
      return;
    }
    setJudged((before) => new Set([...before].filter((one) => one !== key)));
    setAt(place);
    announce(words.said(place + 1, total, words.undone));
  };
  return {
    pair,
    at: shown,
    total,
    judge,
    putOff,
    back,
    undo,
    judged: judged.size,
    later: later.size,
  };
}
