import { useMemo } from 'react';

import type { RequestSummary } from '#domain/contract/queries.ts';
import { goTo } from '../address.ts';
import { type InkreelClient, showFailure, useInkreel } from '../inkreel.ts';
import { showToast } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { requestWords, shellWords as words } from '../words/shell.ts';

/** What a request did; of an undo, what it had taken back. */
async function saidOf(client: InkreelClient, request: RequestSummary): Promise<string> {
  const plain = requestWords(request.command, request.changed);
  if (request.undoes === null) return plain;
  const all = await client.query('requests', { limit: 500 });
  const first = all.ok ? all.value.find((one) => one.request_id === request.undoes) : undefined;
  return first ? requestWords(first.command, first.changed) : plain;
}

async function take(client: InkreelClient, which: 'undo' | 'redo'): Promise<void> {
  const state = await client.query('undoState', {});
  if (!state.ok) {
    showFailure(state.failure);
    return;
  }
  const request: RequestSummary | null = state.value[which];
  if (!request) {
    const text = which === 'undo' ? words.nothingToUndo : words.nothingToRedo;
    showToast({ text, tone: 'plain' });
    return;
  }
  const what = await saidOf(client, request);
  const result = await client.command('undoRequest', { request: request.request_id });
  if (!result.ok) {
    const { failure } = result;
    if (failure.code !== 'conflict') return showFailure(failure);
    showToast({
      text: words.undoClash(what),
      more: words.undoClashMore,
      tone: 'bad',
      action: { label: words.showHistory, run: () => goTo('/data/history') },
    });
    return;
  }
  const other = which === 'undo' ? 'redo' : 'undo';
  showToast({
    text: which === 'undo' ? words.undone(what) : words.redone(what),
    tone: 'plain',
    action: { label: commonWords[other], run: () => void take(client, other) },
  });
}

/** Takes back the last request, or does again what was taken back, and says so. */
export function useUndo(): { readonly undo: () => void; readonly redo: () => void } {
  const client = useInkreel();
  return useMemo(
    () => ({
      undo: () => void take(client, 'undo'),
      redo: () => void take(client, 'redo'),
    }),
    [client],
  );
}
